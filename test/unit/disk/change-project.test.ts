import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recoverLeftovers } from '../../../src/disk/leftovers.ts'
import { changeProject, openProjectFiles } from '../../../src/disk/project-files.ts'
import { Failure } from '../../../src/model/failure.ts'
import type { Contents } from '../../../src/model/plan.ts'
import { faultyDisk } from './faulty-disk.ts'
import { lay, scratch, snapshot } from './scratch.ts'

const before = {
  'package.json': '{}\n',
  'src/app.ts': 'app\n',
  'old/deep/a.bin': Buffer.from([0, 255, 10]),
  'old/deep/b.ts': 'b\n',
  'old/kept.ts': 'mine\n',
  'gone/c.ts': 'c\n',
}

const writes = new Map<string, Contents | null>([
  ['src/app.ts', 'new app\n'],
  ['src/more/d.ts', 'd\n'],
  ['web/a.bin', Uint8Array.of(0, 255, 10)],
  ['old/deep/a.bin', null],
  ['old/deep/b.ts', null],
  ['gone/c.ts', null],
])

function prepared(): string {
  const folder = lay(scratch(), before)
  chmodSync(join(folder, 'src/app.ts'), 0o755)
  return folder
}

/** Undefined when it succeeded. */
function changeOn(folder: string, disk?: ReturnType<typeof faultyDisk>): Failure | undefined {
  const files = openProjectFiles(folder)
  try {
    changeProject(files, writes, new Map([['web/a.bin', 0o700]]), disk)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

function changed() {
  const folder = prepared()
  expect(changeOn(folder)).toBeUndefined()
  return snapshot(folder)
}

test('files come, change and go, and so do folders; modes are kept', () => {
  const now = changed()
  expect(Object.keys(now)).toEqual([
    ...['old', 'old/kept.ts', 'package.json', 'src', 'src/app.ts', 'src/more', 'src/more/d.ts', 'web', 'web/a.bin'],
  ])
  expect(now['src/app.ts']).toBe(`file 755 ${Buffer.from('new app\n').toString('base64')}`)
  expect(now['web/a.bin']).toBe(`file 700 ${Buffer.from([0, 255, 10]).toString('base64')}`)
})

test('a file that changed since it was looked at is not written over', () => {
  const folder = prepared()
  const files = openProjectFiles(folder)
  for (const path of writes.keys()) files.look(path)
  writeFileSync(join(folder, 'src/app.ts'), 'mine\n')
  const now = snapshot(folder)
  expect(() => changeProject(files, writes)).toThrow(Failure)
  expect(snapshot(folder)).toEqual(now)
})

describe.each([false, true])('without hard links: %s', (withoutLinks) => {
  test('an operation that fails, whichever it is, leaves everything as it was', () => {
    const complete = changed()
    for (let n = 1; ; n++) {
      const folder = prepared()
      const untouched = snapshot(folder)
      const disk = faultyDisk({ first: n, last: n, code: 'ENOSPC', withoutLinks })
      const failure = changeOn(folder, disk)
      if (disk.count() < n) break
      expect(snapshot(folder), `operation ${n}`).toEqual(failure ? untouched : complete)
    }
  })

  test('after a process that was killed at any operation, the next run finds all of it or nothing', () => {
    const complete = changed()
    for (let n = 1; ; n++) {
      const folder = prepared()
      const untouched = snapshot(folder)
      const disk = faultyDisk({ first: n, last: Number.POSITIVE_INFINITY, code: 'EIO', withoutLinks })
      const failure = changeOn(folder, disk)
      if (disk.count() < n) break
      recoverLeftovers(folder)
      expect(snapshot(folder), `operation ${n}`).toEqual(failure ? untouched : complete)
    }
  })
})
