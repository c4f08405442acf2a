import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, type FSWatcher, mkdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildFirst, cliPath } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { lay, scratch, snapshot } from '../../unit/disk/scratch.ts'
import { randomNumbers } from './random-numbers.ts'

buildFirst()

/** `npm run test:kills` asks for more. */
const kills = Number(process.env.KILLS ?? 20)
const seed = Number(process.env.KILL_SEED ?? 1)

const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const
const statuses = { SIGINT: 130, SIGTERM: 143, SIGKILL: undefined } as const

/** What stands at the target, and the words that make a project there. */
interface Place {
  readonly name: string
  readonly target: string
  readonly files: Readonly<Record<string, string>>
  readonly flags: readonly string[]
}

const places: readonly Place[] = [
  { name: 'absent', target: 'app', files: {}, flags: [] },
  { name: 'absent with its parents', target: 'a/b/app', files: {}, flags: [] },
  {
    name: 'free',
    target: 'app',
    files: { 'app/.gitignore': 'mine\n', 'app/LICENSE': 'mine\n', 'app/.git/HEAD': 'ref: refs/heads/main\n' },
    flags: [],
  },
  {
    name: 'in use',
    target: 'app',
    files: {
      'app/package.json': '{ "name": "mine", "scripts": { "lint": "x" } }\n',
      'app/README.md': 'mine\n',
      'app/src/app.ts': 'mine\n',
      'app/src/mine.ts': 'mine\n',
      'app/notes/a.txt': 'mine\n',
      'app/.gitignore': 'mine\n',
    },
    flags: ['--overwrite'],
  },
]

interface Kill {
  readonly number: number
  readonly place: Place
  readonly signal: (typeof signals)[number]
  /** Counted from the start of the process, or from the first change on the disk, where there is most to break. */
  readonly from: 'start' | 'first change'
  /** Of the time that a run takes from there. */
  readonly share: number
}

/** Two at a time: what a run may do is never up to the clock of another. */
const lanes = 2

test(`${kills} runs killed at moments of seed ${seed} leave what was there, or all of the project`, {
  timeout: 900_000,
}, async () => {
  const whole = new Map<string, Whole>()
  for (const place of places) whole.set(place.name, await runWhole(place))
  const random = randomNumbers(seed)
  const queue = Array.from({ length: kills }, (_, number): Kill => {
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value
    const from = pick(['start', 'first change', 'first change'] as const)
    return { number, place: pick(places), signal: pick(signals), from, share: random() }
  })
  const left = { before: 0, whole: 0, 'half made, then cleared': 0 }
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let kill = queue.shift(); kill !== undefined; kill = queue.shift()) {
        left[await survive(kill, whole.get(kill.place.name) as Whole)]++
      }
    }),
  )
  console.log(
    `of ${kills} killed runs: ${Object.entries(left)
      .map(([state, count]) => `${count} left it ${state}`)
      .join(', ')}`,
  )
  expect(left.before).toBeGreaterThan(0)
})

interface Whole {
  readonly result: Readonly<Record<string, string>>
  /** Milliseconds from the start, and from the first change. */
  readonly time: Readonly<Record<Kill['from'], number>>
}

async function runWhole(place: Place): Promise<Whole> {
  const world = prepare(place)
  const started = performance.now()
  const run = start(world, place)
  await run.changed
  const changed = performance.now()
  expect((await run.ended).status, place.name).toBe(0)
  const ended = performance.now()
  return { result: snapshot(world), time: { start: ended - started, 'first change': ended - changed } }
}

async function survive(kill: Kill, { result, time }: Whole): Promise<'before' | 'whole' | 'half made, then cleared'> {
  const { number, place, signal, from, share } = kill
  // Writing is the first, short part of what follows the first change.
  const moment = from === 'start' ? share : share ** 2
  const what = `kill ${number} of seed ${seed}: ${signal} ${Math.round(moment * 100)} % after ${from}, ${place.name}`
  const world = prepare(place)
  const before = snapshot(world)
  const run = start(world, place)
  if (from === 'first change') await Promise.race([run.changed, run.ended])
  await new Promise((resolve) => setTimeout(resolve, moment * time[from]))
  run.process.kill(signal)
  const ended = await run.ended
  const now = snapshot(world)
  const isBefore = same(now, before)
  if (signal !== 'SIGKILL') {
    expect([statuses[signal], signal, 0], what).toContain(ended.signal ?? ended.status)
    expect(isBefore || same(now, result), `${what} left\n${difference(now, before)}`).toBe(true)
    if (ended.status === statuses[signal] && isBefore) expect(ended.said, what).toContain('nothing was written')
  }
  // A directory that was not there is never there by half, not even before the next run.
  if (Object.keys(place.files).length === 0)
    expect(partOf(now, place), what).toSatisfy((part) => part === 0 || part === partOf(result, place))
  await recover(kill, world, before, result, what)
  if (isBefore) return 'before'
  return same(now, result) ? 'whole' : 'half made, then cleared'
}

/** The next run takes back or completes; every second one is of the kind that is refused, and may not leave a trace. */
async function recover(
  { number, place }: Kill,
  world: string,
  before: Readonly<Record<string, string>>,
  result: Readonly<Record<string, string>>,
  what: string,
): Promise<void> {
  const isRefused = place.flags.includes('--overwrite') && number % 2 === 0
  const isThere = isComplete(snapshot(world), result)
  const next = start(world, isRefused ? { ...place, flags: [] } : place)
  const { status, said } = await next.ended
  const inUse = isRefused || (isThere && place.flags.length === 0)
  expect({ status, said }, `the run after ${what}`).toMatchObject({ status: inUse ? 3 : 0 })
  const after = snapshot(world)
  // A kill behind the last change leaves a project that is complete but for our own folder: the next run clears that.
  const allowed = isRefused && !isThere ? [before, result] : [result]
  const left = allowed.map((wanted) => difference(after, wanted))
  expect(left, `after ${what}, the next run`).toContain('')
}

/** All of the project is there, if with a folder of our own that a kill behind the last change has left. */
function isComplete(now: Readonly<Record<string, string>>, result: Readonly<Record<string, string>>): boolean {
  const own = Object.keys(now).filter((path) => path.includes('/.create-raw-http-app'))
  if (own.some((path) => path.endsWith('/journal.json'))) return false
  return same(Object.fromEntries(Object.entries(now).filter(([path]) => !own.includes(path))), result)
}

/** Everything that a run could write to: where it runs, its home, and the folder for temporary files. */
function prepare(place: Place): string {
  const world = scratch()
  for (const folder of ['home', 'tmp', 'work']) mkdirSync(join(world, folder))
  lay(join(world, 'work'), place.files)
  return world
}

interface Run {
  readonly process: ChildProcess
  readonly changed: Promise<unknown>
  readonly ended: Promise<{
    readonly status: number | null
    readonly signal: NodeJS.Signals | null
    readonly said: string
  }>
}

function start(world: string, { target, flags }: Place): Run {
  // Not recursive: Node would look into folders of the run that are gone again, and throw.
  const folders = [join(world, 'work'), join(world, 'work', target)].filter((folder) => existsSync(folder))
  const watchers = folders.map((folder) => watch(folder))
  const args = [cliPath, target, '--yes', '--preset', 'full', '--no-install', '--no-git', ...flags]
  const child = spawn(process.execPath, args, {
    cwd: join(world, 'work'),
    env: { ...plainEnvironment(), HOME: join(world, 'home'), TMPDIR: join(world, 'tmp') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  return {
    process: child,
    changed: Promise.race(watchers.map((watcher) => once(watcher, 'change'))),
    ended: outcome(child, watchers, () => said),
  }
}

async function outcome(child: ChildProcess, watchers: readonly FSWatcher[], said: () => string) {
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  for (const watcher of watchers) watcher.close()
  return { status, signal, said: said() }
}

/** How much of the target is there. */
function partOf(now: Readonly<Record<string, string>>, { target }: Place): number {
  return Object.keys(now).filter((path) => `${path}/`.startsWith(`work/${target}/`)).length
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return difference(a, b) === ''
}

function difference(now: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): string {
  const paths = new Set([...Object.keys(now), ...Object.keys(wanted)])
  const kinds = [...paths].flatMap((path) => {
    if (now[path] === wanted[path]) return []
    return [`${now[path] === undefined ? 'missing' : wanted[path] === undefined ? 'stray' : 'changed'}: ${path}`]
  })
  return kinds.join('\n')
}
