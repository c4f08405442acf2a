import { originsOf } from '../../src/render/origins.ts'
import type { Line } from '../../src/render/template.ts'

/** A project as it was rendered: its lines by path, each with the template line it comes from. */
export type Files = ReadonlyMap<string, readonly Line[]>

/** What a tool says of a line of a generated file. `path` is from the project's root, `line` counts from 1. */
export interface Complaint {
  readonly path: string
  readonly line: number
  readonly message: string
}

/**
 * A complaint where it is to be mended, with the generated line beside it:
 *
 *     templates/features/cors/slots/src/app.ts.hbs:3: Cannot find name 'corz'.
 *       src/app.ts:12 | if (corz.answerPreflight(req, res)) return
 */
export function atOrigin(files: Files, { path, line, message }: Complaint): string {
  const generated = files.get(path)?.[line - 1]
  const [first, ...others] = originsOf(generated)
  if (generated === undefined || first === undefined) return `${path}:${line}: ${message}`
  const also = others.map((place) => `\n  also from ${place}`)
  return `${first}: ${message}\n  ${path}:${line} | ${generated.text.trim()}${also.join('')}`
}

/** A line that a tool or server wrote, with the template lines behind the places it names. `folder`: the project's root. */
export function withOrigins(files: Files, folder: string, text: string): string {
  return text.split(`${folder}/`).reduce((said, rest) => {
    const [place, path = '', line] = /^([\w./-]+\.\w+):(\d+)(?::\d+)?/.exec(rest) ?? []
    const [origin] = originsOf(files.get(path)?.[Number(line) - 1])
    if (place === undefined || origin === undefined) return `${said}${folder}/${rest}`
    return `${said}${place} (${origin})${rest.slice(place.length)}`
  })
}
