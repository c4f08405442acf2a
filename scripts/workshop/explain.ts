import { didYouMean } from '../../src/model/did-you-mean.ts'
import { wrongRequest } from '../../src/model/failure.ts'
import { originsOf } from '../../src/render/origins.ts'
import type { Files } from './origins.ts'

/**
 * Each line of a generated file behind the template line that it was written on. `place` is a path from the project's
 * root, or one line of it, `src/app.ts:12`. Throws a Failure for a file or line that the project does not have.
 */
export function explain(files: Files, place: string): string {
  const [, path = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(place) ?? []
  const lines = files.get(path)
  if (lines === undefined) {
    throw wrongRequest(
      `this project has no file ${JSON.stringify(path)}${didYouMean(path, files.keys())}\n` +
        'Name one by its path, and the features that it needs by flags: npm run explain -- src/app.ts --preset full',
    )
  }
  const number = wanted === undefined ? undefined : Number(wanted)
  if (number !== undefined && (number < 1 || number > lines.length)) {
    throw wrongRequest(`${path} has the lines 1 to ${lines.length} in this project, and no line ${number}`)
  }
  const rows = lines
    .map((line, index) => ({ number: index + 1, text: line.text, origins: originsOf(line) }))
    .filter((row) => number === undefined || row.number === number)
    .flatMap(({ number, text, origins: [first = '', ...others] }) => [
      { origin: first, number: String(number), text },
      ...others.map((origin) => ({ origin, number: '', text: '' })),
    ])
  const width = Math.max(...rows.map(({ origin }) => origin.length))
  const digits = String(lines.length).length
  return rows
    .map(({ origin, number, text }) => `${origin.padEnd(width)}  ${number.padStart(digits)} | ${text}`.trimEnd())
    .join('\n')
}
