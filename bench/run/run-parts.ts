import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, type Part, prepare } from './bench.ts'
import { resultsFolder } from './folders.ts'
import { describeMachine, describeVersions } from './machine.ts'
import { type Options, pick } from './options.ts'

/** Runs parts by their names, or all. The results of whole parts go to files, what could not be measured with them. */
export async function runParts(parts: readonly Part[], names: readonly string[], options: Options): Promise<void> {
  const chosen = pick(parts, names.length === 0 ? undefined : names)
  let missing: string[] = []
  const say = (text: string) => console.log(text)
  const bench: Bench = await prepare(options, say, (what) => missing.push(what))
  try {
    const about = {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      versions: await describeVersions(bench),
      quick: options.quick,
    }
    const always = missing
    for (const part of chosen) {
      missing = [...always]
      const results = await part.run(bench)
      for (const what of missing) say(`  not measured: ${what}`)
      const partly = [options.cases, options.stacks, options.stores].some((names) => names !== undefined)
      if (partly) continue
      const text = JSON.stringify({ part: part.name, ...about, notMeasured: missing, ...results }, roundNumbers, 2)
      mkdirSync(resultsFolder, { recursive: true })
      writeFileSync(join(resultsFolder, `${part.name}.json`), `${text}\n`)
    }
  } finally {
    bench.project.remove()
  }
}

/** More digits than were measured would only look exact. */
function roundNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}
