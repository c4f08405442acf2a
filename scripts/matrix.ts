import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type NodeMajor, nodeMajors } from '../src/model/answers.ts'
import { chosenProviders } from '../src/model/options.ts'
import { choosable } from '../src/model/pack.ts'
import { joinPacks } from '../src/pack/join-packs.ts'
import { readPack } from '../src/pack/read-pack.ts'
import { type Combination, choicesIn, keyOf } from '../test/support/combinations.ts'
import { covering } from '../test/support/covering.ts'
import { groupBy } from '../test/support/group-by.ts'
import { compileEvery, type Group } from './matrix/check/compile-every.ts'
import { lintEvery } from './matrix/check/lint-every.ts'
import { choosePairs, chooseStarted, sampleOf } from './matrix/choose.ts'
import { createFailures } from './matrix/failures.ts'
import { readProbes } from './matrix/probe/probe.ts'
import { questionsFor } from './matrix/probe/questions.ts'
import { everyCombination, everyCombinationOnce } from './matrix/render/every-combination.ts'
import { renderEvery, type Tree } from './matrix/render/render-every.ts'
import { renderInParts } from './matrix/render/render-in-parts.ts'
import { oldestProgramFor, programOf } from './matrix/run/programs.ts'
import { serveEvery } from './matrix/run/serve-every.ts'
import { testEvery } from './matrix/run/test-every.ts'
import { createStopwatch } from './matrix/stopwatch.ts'
import { createTextIds } from './matrix/text-ids.ts'
import { numberOf, WrongFlag } from './wrong-flag.ts'

// `npm run matrix` proves every combination that the manifests allow, each on the oldest Node that it can be on: rendered
// and type-checked are all of them; started is a part in which every three choices meet, and tested one with every two:
// each two features by themselves on the oldest Node, and some larger projects with every two on the newest.
// `-- --features cors,docs`: those that hold these features. `-- --sample 50`: no more than so many, spread evenly, all
// of them started. `-- --seed 7`: others of those that are started at random. `-- --pack own`: with the features of that
// folder among ours; repeatable.
const { values: flags } = parseArgs({
  options: {
    features: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    pack: { type: 'string', multiple: true, default: [] },
  },
})

/** Combinations that are started beside those in which choices meet. */
const randomStarts = 100
/** More than these take longer to render and to check than anybody waits. */
const mostRendered = 50_000

const processors = availableParallelism()
/** The tests of a project wait part of the time, for timeouts and for servers to start. */
const testsAtATime = processors * 2
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
const seed = numberOf('--seed', flags.seed)
const choosableIds = new Set(choosable(pack).map(({ id }) => id))
const features = wanted.filter((id) => choosableIds.has(id))
const providers = wanted.filter((id) => !choosableIds.has(id))
const all = everyCombinationOnce(pack, features).filter(hasProviders)
const tested = choosePairs(pack, all)
const { rendered, started } = flags.sample === undefined ? chooseAll() : chooseFew(numberOf('--sample', flags.sample))
console.log(`${rendered.length} combinations of ${all.length}; ${started.size} of them are to be started`)

const root = mkdtempSync(join(tmpdir(), 'create-raw-http-app-matrix-'))
const trees = await stopwatch.time('rendered', () => renderInParts(pack, rendered, failures))
await stopwatch.time('linted', () => lintEvery(join(root, 'lint'), trees, failures))

const askedOf = ({ combination }: Tree) => questionsFor(pack, probes, combination.answers)
const idOf = createTextIds()
const compiled = await stopwatch.time('type-checked and compiled', () => compileOnEachNode())
const checked = compiled.flatMap(({ groups }) => groups.flatMap((group) => group.trees))
console.log(`${checked.length} of ${trees.length} type-checked and compiled after ${seconds()} s`)

const serving = stopwatch.time('started and probed', () => serveOnEachNode())
const testing = stopwatch.time('ran their own tests', () => runOwnTests())
const [running, passing] = await Promise.all([serving, testing])

const passed = passing.filter(({ combination }) => !failures.has(combination))
if (failures.count() === 0) rmSync(root, { recursive: true })
console.log(stopwatch.report())
console.log(`done after ${seconds()} s`)
const share = flags.sample !== undefined || trees.length === all.length ? '' : ` of ${all.length}`
const counts = [
  `${trees.length}${share} rendered, ${checked.length} type-checked`,
  `${running.length} started${flags.sample === undefined ? ' (every three choices)' : ''}`,
  `${passed.length} ran their own tests`,
  `${failures.count()} failed`,
]
console.log(`combinations: ${counts.join('; ')}`)
process.exitCode = failures.count() === 0 ? 0 : 1

function hasProviders({ answers }: Combination): boolean {
  const chosen = chosenProviders(pack, answers.options).map(({ id }) => id)
  return providers.every((id) => chosen.includes(id))
}

interface Chosen {
  readonly rendered: readonly Combination[]
  readonly started: ReadonlySet<Combination>
}

function chooseAll(): Chosen {
  const started = chooseStarted(pack, all, { sample: randomStarts, seed })
  if (all.length <= mostRendered) return { rendered: all, started }
  return { rendered: [...new Set([...started, ...tested, ...sampleOf(all, mostRendered, seed)])], started }
}

/** So many, spread evenly: all of them are started. */
function chooseFew(count: number): Chosen {
  const step = Math.max(1, all.length / count)
  const rendered = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
  return { rendered, started: new Set(rendered) }
}

/** The groups that can run on a Node, and the program of it or of the next newer one that is here. */
interface OnNode {
  readonly node: NodeMajor
  readonly program: string | undefined
  readonly groups: readonly Group[]
}

async function compileOnEachNode(): Promise<readonly OnNode[]> {
  mkdirSync(join(root, 'compiled'))
  const result: OnNode[] = []
  for (const node of nodeMajors) {
    const list = trees.filter(({ combination }) => combination.answers.node === node)
    if (list.length === 0) continue
    const alike = [...groupBy(list, serverOf).values()]
    console.log(`${alike.length} different servers for Node ${node}: projects with the same code and probes share one`)
    const groups = await compileEvery(join(root, 'compiled', String(node)), alike, { node, failures })
    const found = oldestProgramFor(node)
    if (found?.node !== node)
      console.log(`Node ${node} is not here: ${found ? `Node ${found.node}` : 'none'} runs them`)
    result.push({ node, program: found?.program, groups })
  }
  return result
}

async function serveOnEachNode(): Promise<readonly Tree[]> {
  const result: Tree[] = []
  for (const { node, program, groups } of compiled) {
    if (program === undefined) continue
    const trial = { failures, program, atATime: processors * 3, questionsFor: askedOf, say: console.log }
    result.push(...(await serveEvery(join(root, `servers-${node}`), only(started, groups), trial)))
  }
  return result
}

/** Resolves to those that pass on the oldest Node; what fails on the newest alone is among the failures. */
async function runOwnTests(): Promise<readonly Tree[]> {
  const passing: Tree[] = []
  for (const { node, program, groups } of compiled) {
    if (program === undefined) continue
    const run = { failures, node, program, atATime: testsAtATime }
    passing.push(...(await testEvery(join(root, `tests-${node}`), only(tested, groups), run)))
  }
  console.log(`${passing.length} ran their own tests on the oldest Node after ${seconds()} s`)
  const newest = nodeMajors.at(-1)
  const program = newest && programOf(newest)
  if (newest === undefined || program === undefined) {
    console.log(`Node ${newest} is not here: ${passing.length} own tests on it are skipped, see npm run test:nodes`)
    return passing
  }
  const again = chooseAgain(passing, newest)
  const groups = [...groupBy(renderEvery(pack, again, failures), serverOf).values()].map((list) => ({ trees: list }))
  await testEvery(join(root, 'newest'), groups, { failures, node: newest, program, atATime: testsAtATime })
  console.log(`${again.length} ran them on Node ${newest} after ${seconds()} s`)
  return passing
}

/** In a whole run, a few projects in which every two choices meet on the newest Node; of a sample, those that passed. */
function chooseAgain(passing: readonly Tree[], newest: NodeMajor): readonly Combination[] {
  const onNewest = everyCombination(pack, newest, features).filter(hasProviders)
  if (flags.sample === undefined) return covering(onNewest, choicesIn(pack), 2)
  const names = new Map(passing.map(({ combination }) => [keyOf(combination), combination.name]))
  return onNewest.flatMap((combination) => {
    const name = names.get(keyOf(combination))
    return name === undefined ? [] : [{ ...combination, name }]
  })
}

/** What is left of groups when only some combinations count. */
function only(combinations: ReadonlySet<Combination>, groups: readonly Group[]): readonly Group[] {
  return groups
    .map(({ trees: list, texts }) => ({
      texts,
      trees: list.filter(({ combination }) => combinations.has(combination)),
    }))
    .filter((group) => group.trees.length > 0)
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
