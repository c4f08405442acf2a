import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nodeMajors } from '../src/model/answers.ts'
import { joinPacks } from '../src/pack/join-packs.ts'
import { readPack } from '../src/pack/read-pack.ts'
import { combinations } from '../test/support/combinations.ts'
import { groupBy } from '../test/support/group-by.ts'
import { everyCombination } from './matrix/every-combination.ts'
import { createFailures } from './matrix/failures.ts'
import { lintEvery } from './matrix/lint-every.ts'
import { readProbes } from './matrix/probe.ts'
import { programOf } from './matrix/programs.ts'
import { questionsFor } from './matrix/questions.ts'
import { renderEvery, type Tree } from './matrix/render-every.ts'
import { createStopwatch } from './matrix/stopwatch.ts'
import { testFromSource } from './matrix/test-from-source.ts'
import { createTextIds } from './matrix/text-ids.ts'
import { type Outcome, type Trial, tryBatch } from './matrix/try-batch.ts'

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

const batchSize = 64
const [oldest, newest] = [nodeMajors[0], nodeMajors[nodeMajors.length - 1] ?? nodeMajors[0]]
const begun = performance.now()
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const pack = joinPacks(readPack('templates', version), flags.pack, process.cwd())
const probes = readProbes('templates', pack)
const root = mkdtempSync(join(tmpdir(), 'create-raw-http-app-matrix-'))
const failures = createFailures(console.log)
const stopwatch = createStopwatch()

const wanted = (flags.features ?? '').split(',').filter((id) => id !== '')
const all = everyCombination(pack, oldest).filter(({ answers }) => wanted.every((id) => answers.features.includes(id)))
const step = Math.max(1, all.length / Number(flags.sample ?? all.length))
const chosen = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
console.log(`${chosen.length} combinations of ${everyCombination(pack, oldest).length}`)

const pairs = new Set(combinations(pack, oldest).map(({ answers }) => answers.features.join()))
const isTested = ({ combination }: Tree) => pairs.has(combination.answers.features.join())

const trees = await stopwatch.time('rendered', () => renderEvery(pack, chosen, failures))
await stopwatch.time('linted', () => lintEvery(join(root, 'lint'), trees, failures))

const trial: Trial = {
  failures,
  stopwatch,
  node: oldest,
  program: programOf(oldest) ?? process.execPath,
  questionsFor: ({ combination }) => questionsFor(pack, probes, combination.answers),
  isTested,
  say: console.log,
}
const idOf = createTextIds()
const groups = [...groupBy(trees, serverOf).values()]
console.log(`${groups.length} different servers: projects share one whose code and probes are the same`)
const outcomes: Outcome[] = []
for (let at = 0; at < groups.length; at += batchSize) {
  outcomes.push(await tryBatch(join(root, `batch-${at / batchSize}`), groups.slice(at, at + batchSize), trial))
  const started = outcomes.flatMap((outcome) => outcome.started)
  console.log(`${started.length} of ${trees.length} started after ${seconds()} s`)
}
const tested = outcomes.flatMap((outcome) => outcome.tested)
if (programOf(oldest) === undefined) console.log(`Node ${oldest} is not here: ${process.version} stood in for it`)

const program = programOf(newest)
const again = everyCombination(pack, newest).filter(({ name }) => tested.some((tree) => tree.combination.name === name))
if (program === undefined) {
  console.log(`Node ${newest} is not here: ${again.length} own tests on it are skipped, see npm run test:nodes`)
} else {
  const newTrees = renderEvery(pack, again, failures)
  await stopwatch.time(`ran their own tests on Node ${newest}`, () =>
    testFromSource(join(root, 'newest'), newTrees, { node: newest, program, failures }),
  )
}

const passed = tested.filter(({ combination }) => !failures.has(combination))
if (failures.count() === 0) rmSync(root, { recursive: true })
console.log(stopwatch.report())
const counts = {
  rendered: trees.length,
  'type-checked': outcomes.flatMap((outcome) => outcome.checked).length,
  started: outcomes.flatMap((outcome) => outcome.started).length,
}
const words = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
console.log(`done after ${seconds()} s`)
console.log(`combinations: ${words.join(', ')}; ${passed.length} ran their own tests; ${failures.count()} failed`)
process.exitCode = failures.count() === 0 ? 0 : 1

/** What decides whether a project compiles, how its server behaves, and what it is asked. */
function serverOf(tree: Tree): string {
  const code = [...tree.files]
    .filter(([path]) => /^[^.].*\/|^tsconfig/.test(path))
    .map(([path, text]) => [path, idOf(text)])
  const probed = trial.questionsFor(tree).filter(({ probe }) => !('file' in probe))
  return JSON.stringify([code, probed])
}

function seconds(): number {
  return Math.round((performance.now() - begun) / 1000)
}
