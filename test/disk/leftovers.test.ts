import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectTarget } from '../../src/disk/inspect-target.ts'
import { recoverLeftovers } from '../../src/disk/leftovers.ts'
import { describeWrite, planWrite } from '../../src/disk/plan-write.ts'
import { writeProject } from '../../src/disk/write-project.ts'
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
  ['no journal', '{"folders":[],"files":[{}]}'],
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
  const forged = (path: string, replaces: boolean) =>
    JSON.stringify({ folders: [`${path}-folder`], files: [{ path, text: 'mine', replaces }] })

  test.each(['../outside/mine', '/tmp/x', 'link/mine'])('cannot remove %s', (path) => {
    const folder = lay(scratch(), {
      'outside/mine': 'mine',
      'outside/mine-folder/': '',
      [`app/.create-raw-http-app/owner-${dead}`]: '',
      'app/.create-raw-http-app/journal.json': forged(path, false),
    })
    symlinkSync('../outside', join(folder, 'app/link'))
    try {
      recoverLeftovers(join(folder, 'app'))
    } catch (error) {
      expect(error).toMatchObject({ code: 'failed', message: expect.stringMatching(/leads out of the project/) })
    }
    expect(texts(join(folder, 'outside'))).toEqual({ mine: 'mine' })
    expect(existsSync(join(folder, 'outside/mine-folder'))).toBe(true)
  })

  test('cannot write through a link', () => {
    const folder = lay(scratch(), {
      'outside/mine': 'mine',
      [`app/.create-raw-http-app/owner-${dead}`]: '',
      'app/.create-raw-http-app/journal.json': forged('link/mine', true),
      'app/.create-raw-http-app/old-0': 'theirs',
    })
    symlinkSync('../outside', join(folder, 'app/link'))
    expect(() => recoverLeftovers(join(folder, 'app'))).toThrowError(/link\/mine was changed/)
    expect(texts(join(folder, 'outside'))).toEqual({ mine: 'mine' })
  })
})
