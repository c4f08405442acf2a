import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectTarget } from '../../../src/disk/inspect-target.ts'
import { recoverLeftovers } from '../../../src/disk/leftovers.ts'
import { describeWrite, planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { lay, scratch, snapshot, texts } from './scratch.ts'

const now = Date.now().toString(36)
const long = (Date.now() - 3_600_000).toString(36)
/** Beyond the highest number that Linux, macOS or Windows give a process, as far as they say. */
const nobody = 999_999_999

const dead = `${nobody}-${now}-0badcafe`
const alive = `${process.ppid}-${now}-0badcafe`
const recurring = `${process.ppid}-${long}-0badcafe`

describe('a staging folder', () => {
  test.each([
    ['whose run was killed', dead, false],
    ['of a number that another process bears now', recurring, false],
    ['of our own number, from before us', `${process.pid}-${now}-0badcafe`, false],
    ['whose run is at work', alive, true],
    ['of a name that is not quite ours', `${nobody}-${now}-0badcaf`, true],
  ])('%s, beside and in a target', (_, run, stays) => {
    const folder = lay(scratch(), {
      [`.create-raw-http-app-${run}/package.json`]: '{}',
      [`app/.create-raw-http-app-${run}/new-0`]: '',
    })
    recoverLeftovers(join(folder, 'app'))
    expect(existsSync(join(folder, `.create-raw-http-app-${run}`))).toBe(stays)
    expect(existsSync(join(folder, `app/.create-raw-http-app-${run}`))).toBe(stays)
  })

  test('is cleared where the target, its parents too, is absent', () => {
    const folder = lay(scratch(), { [`.create-raw-http-app-${dead}/a/b/package.json`]: '{}' })
    planWrite(join(folder, 'a/b'), new Map([['x', '']]), { overwrite: false })
    expect(snapshot(folder)).toEqual({})
  })

  test('is told from a file of somebody that looks like the mark of an owner', () => {
    const folder = lay(scratch(), { [`owner-${dead}`]: 'mine' })
    recoverLeftovers(join(folder, 'app'))
    expect(texts(folder)).toEqual({ [`owner-${dead}`]: 'mine' })
  })

  test('that is a link is removed as a link', () => {
    const folder = lay(scratch(), { 'mine/x': 'x' })
    symlinkSync('mine', join(folder, `.create-raw-http-app-${dead}`))
    recoverLeftovers(join(folder, 'app'))
    expect(texts(folder)).toEqual({ 'mine/x': 'x' })
  })
})

/** A directory whose run was cut off: `made.ts` and `src/made.ts` are written, `replaced.ts` has its new text. */
function halfMade(owner: string, extra: Readonly<Record<string, string>> = {}): string {
  const journal = {
    folders: ['src', 'src/deep'],
    emptied: [],
    files: [
      { path: 'made.ts', text: 'new', replaces: false },
      { path: 'src/made.ts', text: 'new', replaces: false },
      { path: 'replaced.ts', text: 'new', replaces: true },
      { path: 'src/deep/missing.ts', text: 'new', replaces: false },
    ],
  }
  return lay(scratch(), {
    'made.ts': 'new',
    'src/made.ts': 'new',
    'src/deep/': '',
    'replaced.ts': 'new',
    'mine.txt': 'mine',
    [`.create-raw-http-app/owner-${owner}`]: '',
    '.create-raw-http-app/journal.json': JSON.stringify(journal),
    '.create-raw-http-app/old-2': 'old',
    '.create-raw-http-app/new-3': 'new',
    ...extra,
  })
}

describe('a directory whose run was killed in the middle', () => {
  test('is rolled back', () => {
    const folder = halfMade(dead)
    recoverLeftovers(folder)
    expect(texts(folder)).toEqual({ 'mine.txt': 'mine', 'replaced.ts': 'old' })
    expect(Object.keys(snapshot(folder))).toEqual(['mine.txt', 'replaced.ts'])
  })

  test('is looked at as if it were rolled back, and stays untouched by a look', () => {
    const folder = halfMade(dead)
    const before = snapshot(folder)
    expect(inspectTarget(folder)).toEqual({ kind: 'inUse', entries: ['mine.txt', 'replaced.ts'] })
    expect(describeWrite(folder, new Map([['made.ts', 'x']]), { overwrite: true }).plan.created).toEqual(['made.ts'])
    expect(snapshot(folder)).toEqual(before)
  })

  test('keeps what somebody has changed in it since', () => {
    const folder = halfMade(dead, { 'src/made.ts': 'edited', 'src/deep/mine.ts': 'mine' })
    recoverLeftovers(folder)
    expect(texts(folder)).toEqual({
      'mine.txt': 'mine',
      'replaced.ts': 'old',
      'src/deep/mine.ts': 'mine',
      'src/made.ts': 'edited',
    })
  })

  test('is refused where a replaced file was changed since, and both versions stay', () => {
    const folder = halfMade(dead, { 'replaced.ts': 'edited' })
    expect(() => recoverLeftovers(folder)).toThrowError(
      expect.objectContaining({
        code: 'directoryInUse',
        message: expect.stringMatching(/^replaced\.ts was changed.*old-2/),
      }),
    )
    expect(texts(folder)).toMatchObject({ 'replaced.ts': 'edited', '.create-raw-http-app/old-2': 'old' })
  })

  test('gets back a replaced file that was deleted since', () => {
    const folder = halfMade(dead)
    rmSync(join(folder, 'replaced.ts'))
    recoverLeftovers(folder)
    expect(texts(folder)).toEqual({ 'mine.txt': 'mine', 'replaced.ts': 'old' })
  })
})

test('a directory that a living run fills is in use with all it holds, refused, and untouched', () => {
  const folder = halfMade(alive)
  const before = snapshot(folder)
  const entries = ['made.ts', 'mine.txt', 'replaced.ts', 'src']
  expect(inspectTarget(folder)).toEqual({ kind: 'inUse', entries })
  expect(() => planWrite(folder, new Map(), { overwrite: true })).toThrowError(
    expect.objectContaining({ code: 'directoryInUse', message: expect.stringMatching(/Another run is writing to/) }),
  )
  expect(snapshot(folder)).toEqual(before)
})

test('a folder of our name that no run owns is left alone, and keeps a run from writing', () => {
  const folder = lay(scratch(), { '.create-raw-http-app/mine.txt': 'mine' })
  const before = snapshot(folder)
  expect(() => writeProject(planWrite(folder, new Map([['x', '']]), { overwrite: false }))).toThrowError(
    expect.objectContaining({ code: 'directoryInUse' }),
  )
  expect(snapshot(folder)).toEqual(before)
})

test.each([
  ['no JSON', '{"folders":'],
  ['no journal', '{"folders":[],"emptied":[],"files":[{}]}'],
  ['nothing', 'null'],
])('a journal that is %s is named and left with what it keeps', (_, text) => {
  const folder = halfMade(dead, { '.create-raw-http-app/journal.json': text })
  expect(() => recoverLeftovers(folder)).toThrowError(
    expect.objectContaining({
      code: 'failed',
      message: expect.stringMatching(/journal\.json cannot be read.*\n.*old-\*/),
    }),
  )
  expect(texts(folder)).toMatchObject({ 'replaced.ts': 'new', '.create-raw-http-app/old-2': 'old' })
})

describe('a journal that somebody forged', () => {
  /** A directory `app` whose journal puts back `mine.ts`, and then does `entry`. */
  function forged(entry: object, extra: Readonly<Record<string, string>> = {}, folders: readonly string[] = []) {
    const putBack = { path: 'mine.ts', text: 'edited', replaces: true }
    const journal = { folders, emptied: [], files: [{ path: 'x', text: '', replaces: true, ...entry }, putBack] }
    const folder = lay(scratch(), {
      'outside/mine': 'mine',
      'outside/empty/': '',
      'app/mine.ts': 'edited',
      [`app/.create-raw-http-app/owner-${dead}`]: '',
      'app/.create-raw-http-app/journal.json': JSON.stringify(journal),
      'app/.create-raw-http-app/old-0': 'theirs',
      'app/.create-raw-http-app/old-1': 'before',
      ...extra,
    })
    symlinkSync('../outside', join(folder, 'app/link'))
    return folder
  }

  /** Everything but the mark of the owner, which changes hands. */
  function refuses(folder: string, message: RegExp): void {
    const kept = () =>
      Object.entries(snapshot(folder)).filter(([name]) => !/owner-|^app\/\.create-raw-http-app$/.test(name))
    const before = kept()
    expect(() => describeWrite(join(folder, 'app'), new Map(), { overwrite: true })).toThrowError(message)
    expect(() => recoverLeftovers(join(folder, 'app'))).toThrowError(message)
    expect(kept()).toEqual(before)
  }

  test.each<[string, RegExp]>([
    ['../outside/mine', /leads out of the project/],
    ['src/../../outside/mine', /leads out of the project/],
    ['/tmp/x', /leads out of the project/],
    ['src/../mine.ts', /cannot be read/],
    ['link/mine', /link is a link, and not what a run/],
    ['link/new/mine', /link is a link, and not what a run/],
    ['.git/hooks/pre-commit', /cannot be read/],
    ['.GIT/config', /cannot be read/],
    ['node_modules/.bin/tsc', /cannot be read/],
    ['.create-raw-http-app/old-1', /cannot be read/],
    ['mine.ts', /cannot be read/],
    ['src\\mine', /cannot be read/],
    ['a\u0000b', /cannot be read/],
  ])('is refused for %j, before anything is put back', (path, message) => {
    refuses(forged({ path }), message)
    refuses(forged({ path, text: 'mine', replaces: false }), message)
  })

  test.each(['../outside/empty', 'link/empty', 'src', ''])('is refused for the folder %j', (folder) => {
    refuses(forged({}, {}, [folder]), /leads out of the project|is a link|cannot be read/)
  })

  test.each([{ replaces: 'yes' }, { replaces: undefined }, { text: 1 }, { path: ['x'] }])(
    'is refused for %j',
    (entry) => {
      refuses(forged(entry), /cannot be read/)
    },
  )
})

describe.skipIf(process.platform === 'win32')('what is not a regular file of ours is not read', () => {
  const inPlaceOf = (name: string, make: (path: string) => void): string => {
    const folder = halfMade(dead)
    const path = join(folder, '.create-raw-http-app', name)
    rmSync(path, { force: true })
    make(path)
    return folder
  }
  const pipe = (path: string): unknown => execFileSync('mkfifo', [path])
  const linkTo = (target: string) => (path: string) => symlinkSync(target, path)

  test.each<[string, string, (path: string) => void, RegExp]>([
    ['a pipe for the journal', 'journal.json', pipe, /journal\.json is a device, socket or pipe/],
    ['a link for the journal', 'journal.json', linkTo('/etc/hosts'), /journal\.json is a link/],
    ['a link to a device for the journal', 'journal.json', linkTo('/dev/zero'), /journal\.json is a link/],
    ['a folder for the journal', 'journal.json', (path) => mkdirSync(path), /journal\.json is a folder/],
    ['a pipe for what was there', 'old-2', pipe, /old-2 is a device, socket or pipe/],
    ['a link for what was there', 'old-2', linkTo('/etc/hosts'), /old-2 is a link/],
  ])('%s', (_, name, make, message) => {
    const folder = inPlaceOf(name, make)
    expect(() => recoverLeftovers(folder)).toThrowError(message)
    expect(texts(folder)).toMatchObject({ 'made.ts': 'new', 'src/made.ts': 'new', 'replaced.ts': 'new' })
  })

  test.each(['outside', 'gone'])('a link of our name, to %s', (target) => {
    const folder = lay(scratch(), {
      [`outside/owner-${dead}`]: '',
      'outside/journal.json': JSON.stringify({ folders: [], emptied: [], files: [] }),
      'app/': '',
    })
    symlinkSync(`../${target}`, join(folder, 'app/.create-raw-http-app'))
    const before = snapshot(folder)
    const refusal = expect.objectContaining({
      code: 'directoryInUse',
      message: expect.stringMatching(/\.create-raw-http-app is a link, and not what a run/),
    })
    for (const overwrite of [false, true]) {
      expect(() => describeWrite(join(folder, 'app'), new Map([['x', '']]), { overwrite })).toThrowError(refusal)
      expect(() => planWrite(join(folder, 'app'), new Map([['x', '']]), { overwrite })).toThrowError(refusal)
    }
    expect(snapshot(folder)).toEqual(before)
  })

  test('a journal beyond every size of ours', () => {
    const folder = inPlaceOf('journal.json', (path) => {
      writeFileSync(path, '')
      truncateSync(path, 2 ** 40)
    })
    expect(() => recoverLeftovers(folder)).toThrowError(/journal\.json cannot be read/)
  })

  test('a file in place of ours that is beyond every size', () => {
    const folder = lay(scratch(), { 'package.json': '', x: '' })
    truncateSync(join(folder, 'package.json'), 2 ** 40)
    const { refused } = describeWrite(folder, new Map([['package.json', '{}']]), { overwrite: true })
    expect(refused).toMatch(/package\.json is larger than any file of a project/)
  })
})
