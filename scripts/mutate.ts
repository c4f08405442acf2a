import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nodeMajors } from '../src/model/answers.ts'
import { readPack } from '../src/pack/read-pack.ts'
import { render } from '../src/render/render.ts'
import { type Combination, combinations, distinct } from '../test/support/combinations.ts'
import { inParallel } from './matrix/run/in-parallel.ts'
import { explanations } from './mutate/explained.ts'
import { judge, type Originals, type Verdict } from './mutate/judge.ts'
import { manifestMutants } from './mutate/manifest-mutants.ts'
import type { Mutant } from './mutate/mutant.ts'
import { failingTests } from './mutate/repository-tests.ts'
import { templateMutants } from './mutate/template-mutants.ts'
import { numberOf, WrongFlag } from './wrong-flag.ts'

// `npm run mutate` puts one fault after the other into the templates and looks whether a test notices it. What was
// noticed once is remembered: a run that is cut short goes on where it was.
// `-- --only cors,docs`: faults in these features. `--kinds fragment,line,function,manifest`. `--sample 50`: no more
// than so many, spread evenly. `--minutes 10`: begins no new one after that. `--fresh`: forgets what was remembered.
// `--explained`: those that test/survivors.md explains as well, which are left alone otherwise.
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    kinds: { type: 'string' },
    sample: { type: 'string' },
    minutes: { type: 'string', default: '600' },
    fresh: { type: 'boolean', default: false },
    explained: { type: 'boolean', default: false },
  },
})

const minutes = numberOf('--minutes', flags.minutes)
const sample = flags.sample === undefined ? undefined : numberOf('--sample', flags.sample)
const kinds = chosen('--kinds', flags.kinds, ['fragment', 'line', 'function', 'manifest'])
const memory = 'node_modules/.cache/mutate.json'
const begun = performance.now()
const root = mkdtempSync(join(tmpdir(), 'create-raw-http-app-mutate-'))
// A run is long: what is saved in the meantime is no fault of a mutant.
const sound = join(root, 'templates')
cpSync('templates', sound, { recursive: true })
const pack = readPack(sound, '0.0.0')
const only = chosen(
  '--only',
  flags.only,
  pack.features.map(({ id }) => id),
)
const originals: Originals = new Map(
  combinationsOnEveryNode().map((combination) => [combination, render(pack, combination.answers)]),
)
const noticed = new Map<string, string>(
  existsSync(memory) && !flags.fresh ? Object.entries(JSON.parse(readFileSync(memory, 'utf8')) as object) : [],
)
const explained = explanations()
const all = chosenMutants()
const mutants = flags.explained ? all : all.filter(({ id }) => !explained(id))
const survivors: Mutant[] = []
let left = 0

const red = await failingTests(sound)
for (const path of red) console.log(`${path} fails without any fault, and is left out`)
const setAside = all.length - mutants.length
const known = mutants.filter((mutant) => noticed.has(keyOf(mutant))).length
console.log(`${all.length} faults: ${known} noticed before, ${setAside} left alone as explained`)
await inParallel(
  mutants.filter((mutant) => !noticed.has(keyOf(mutant))),
  2,
  async (mutant) => {
    if (performance.now() - begun > minutes * 60_000) {
      left += 1
      return
    }
    const verdict = await tryMutant(mutant)
    if (verdict === undefined) {
      survivors.push(mutant)
      console.log(`${explained(mutant.id) ? 'lives, as explained' : 'LIVES'}: ${mutant.id}`)
    } else {
      noticed.set(keyOf(mutant), verdict.split('\n')[0] ?? '')
      console.log(`noticed: ${mutant.id}\n    ${verdict.split('\n')[0]?.slice(0, 160)}`)
      mkdirSync('node_modules/.cache', { recursive: true })
      writeFileSync(memory, JSON.stringify(Object.fromEntries(noticed), null, 1))
    }
  },
)
rmSync(root, { recursive: true })

const open = survivors.filter(({ id }) => !explained(id))
if (left > 0) console.log(`the time is up, ${left} are left for the next run`)
const count = mutants.length - left - survivors.length
console.log(
  `mutants: ${mutants.length - left} tried, ${count} noticed; ${setAside + survivors.length - open.length} explained; ${open.length} survived`,
)
process.exitCode = open.length === 0 ? 0 : 1

/** Those on the oldest Node, and what can only be on a newer one. */
function combinationsOnEveryNode(): readonly Combination[] {
  return distinct(nodeMajors.flatMap((node) => combinations(pack, node)))
}

/** The names in a flag, or all. Throws a WrongFlag for one that there is not. */
function chosen(flag: string, value: string | undefined, names: readonly string[]): readonly string[] {
  const wanted = value?.split(',') ?? names
  const unknown = wanted.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new WrongFlag(`${flag} ${unknown}: it takes ${names.join(', ')}`)
  return wanted
}

function chosenMutants(): readonly Mutant[] {
  const all = pack.features
    .filter(({ id }) => only.includes(id))
    .flatMap((feature) => [
      ...templateMutants(feature, (path) => readFileSync(join(root, path), 'utf8')),
      ...manifestMutants(feature),
    ])
    .filter(({ kind }) => kinds.includes(kind))
  const step = Math.max(1, all.length / (sample ?? all.length))
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

async function tryMutant(mutant: Mutant): Promise<Verdict> {
  const scratch = mkdtempSync(join(root, 'fault-'))
  const templates = join(scratch, 'templates')
  cpSync(sound, templates, { recursive: true })
  writeFileSync(join(scratch, mutant.path), mutant.after)
  try {
    return await judge(mutant, { templates, sound, scratch, originals, red })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** A fault is another one when the file around it has changed. */
function keyOf({ id, before }: Mutant): string {
  return `${createHash('sha256').update(before).digest('hex').slice(0, 8)} ${id}`
}
