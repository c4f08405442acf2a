import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nodeMajors } from '../src/model/answers.ts'
import { tooNewFor } from '../src/model/compatible.ts'
import { chosenProviders } from '../src/model/options.ts'
import { joinPacks } from '../src/pack/join-packs.ts'
import { readPack } from '../src/pack/read-pack.ts'
import { combinations } from '../test/support/combinations.ts'
import { groupBy } from '../test/support/group-by.ts'
import { compileEvery } from './matrix/check/compile-every.ts'
import { lintEvery } from './matrix/check/lint-every.ts'
import { createFailures } from './matrix/failures.ts'
import { readProbes } from './matrix/probe/probe.ts'
import { questionsFor } from './matrix/probe/questions.ts'
import { everyCombination } from './matrix/render/every-combination.ts'
import { renderEvery, type Tree } from './matrix/render/render-every.ts'
import { renderInParts } from './matrix/render/render-in-parts.ts'
import { programOf } from './matrix/run/programs.ts'
import { serveEvery } from './matrix/run/serve-every.ts'
import { testEvery } from './matrix/run/test-every.ts'
import { createStopwatch } from './matrix/stopwatch.ts'
import { createTextIds } from './matrix/text-ids.ts'
import { numberOf, WrongFlag } from './wrong-flag.ts'

// `npm run matrix` proves every combination of features that the manifests allow.
// `-- --features cors,docs`: those that hold these features. `-- --sample 50`: no more than so many, spread evenly.
// `-- --pack own`: with the features of that folder among ours; repeatable.
const { values: flags } = parseArgs({
  options: {
    features: { type: 'string' },
    sample: { type: 'string' },
    pack: { type: 'string', multiple: true, default: [] },
  },
})

const processors = availableParallelism()
const begun = performance.now()
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const pack = joinPacks(readPack('templates', version), flags.pack, process.cwd())
const probes = readProbes('templates', pack)
const failures = createFailures(console.log, flags.pack)
const stopwatch = createStopwatch()

const wanted = (flags.features ?? '').split(',').filter((id) => id !== '')
const known = pack.features.filter(({ manifest }) => manifest.automatic === undefined).map(({ id }) => id)
const unknown = wanted.find((id) => !known.includes(id))
if (unknown !== undefined) throw new WrongFlag(`--features ${unknown}: there is no such feature`)
// What needs a newer Node is tried on the oldest that will do.
const oldest = nodeMajors.find((node) => tooNewFor(pack, wanted, node) === undefined) ?? nodeMajors[0]
const newest = nodeMajors.at(-1) ?? oldest
const all = everyCombination(pack, oldest).filter(({ answers }) => {
  const chosen = [...answers.features, ...chosenProviders(pack, answers.options).map(({ id }) => id)]
  return wanted.every((id) => chosen.includes(id))
})
const step = Math.max(1, all.length / numberOf('--sample', flags.sample ?? String(all.length)))
const chosen = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
console.log(`${chosen.length} combinations of ${everyCombination(pack, oldest).length}`)

const root = mkdtempSync(join(tmpdir(), 'create-raw-http-app-matrix-'))
const pairs = new Set(combinations(pack, oldest).map(({ answers }) => answers.features.join()))
const isTested = ({ combination }: Tree) => pairs.has(combination.answers.features.join())

const trees = await stopwatch.time('rendered', () => renderInParts(pack, chosen, failures))
await stopwatch.time('linted', () => lintEvery(join(root, 'lint'), trees, failures))

const askedOf = ({ combination }: Tree) => questionsFor(pack, probes, combination.answers)
const idOf = createTextIds()
const groups = [...groupBy(trees, serverOf).values()]
console.log(`${groups.length} different servers: projects share one whose code and probes are the same`)
const compiled = await stopwatch.time('type-checked and compiled', () =>
  compileEvery(join(root, 'compiled'), groups, { node: oldest, failures }),
)
const checked = compiled.flatMap((group) => group.trees)
console.log(`${checked.length} of ${trees.length} type-checked and compiled after ${seconds()} s`)

if (programOf(oldest) === undefined) console.log(`Node ${oldest} is not here: ${process.version} stands in for it`)
const program = programOf(oldest) ?? process.execPath
const serving = stopwatch.time('started and probed', () =>
  serveEvery(join(root, 'servers'), compiled, {
    failures,
    program,
    atATime: processors * 3,
    questionsFor: askedOf,
    say: console.log,
  }),
)
const testing = stopwatch.time('ran their own tests', () => runOwnTests())
const [started, tested] = await Promise.all([serving, testing])

const passed = tested.filter(({ combination }) => !failures.has(combination))
if (failures.count() === 0) rmSync(root, { recursive: true })
console.log(stopwatch.report())
const counts = { rendered: trees.length, 'type-checked': checked.length, started: started.length }
const words = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
console.log(`done after ${seconds()} s`)
console.log(`combinations: ${words.join(', ')}; ${passed.length} ran their own tests; ${failures.count()} failed`)
process.exitCode = failures.count() === 0 ? 0 : 1

/** Resolves to those that pass on the oldest Node; what fails on the newest alone is among the failures. */
async function runOwnTests(): Promise<readonly Tree[]> {
  const ofPairs = compiled.flatMap(({ trees: list, texts }) => {
    const chosenOnes = list.filter(isTested)
    return chosenOnes.length > 0 ? [{ trees: chosenOnes, texts }] : []
  })
  const atATime = processors
  const passing = await testEvery(join(root, 'oldest'), ofPairs, { failures, node: oldest, program, atATime })
  console.log(`${passing.length} ran their own tests on Node ${oldest} after ${seconds()} s`)
  const names = new Set(passing.map(({ combination }) => combination.name))
  const again = everyCombination(pack, newest).filter(({ name }) => names.has(name))
  const newer = programOf(newest)
  if (newer === undefined) {
    console.log(`Node ${newest} is not here: ${again.length} own tests on it are skipped, see npm run test:nodes`)
    return passing
  }
  const ofNewest = [...groupBy(renderEvery(pack, again, failures), serverOf).values()].map((list) => ({ trees: list }))
  await testEvery(join(root, 'newest'), ofNewest, { failures, node: newest, program: newer, atATime })
  console.log(`they ran them on Node ${newest} after ${seconds()} s`)
  return passing
}

/** What decides whether a project compiles, how its server behaves, what it is asked, and how its own tests end. */
function serverOf(tree: Tree): string {
  const code = [...tree.files]
    .filter(([path]) => /^[^.].*\/|^tsconfig/.test(path))
    .map(([path, text]) => [path, idOf(text)])
  const probed = askedOf(tree).filter(({ probe }) => !('file' in probe))
  return JSON.stringify([code, probed])
}

function seconds(): number {
  return Math.round((performance.now() - begun) / 1000)
}
