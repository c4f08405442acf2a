import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recoverLeftovers } from '../../../src/disk/leftovers.ts'
import { planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { Failure } from '../../../src/model/failure.ts'
import { faultyDisk } from './faulty-disk.ts'
import { lay, scratch, snapshot } from './scratch.ts'

const files = new Map([
  ['.gitignore', 'node_modules/\n'],
  ['package.json', '{\n  "type": "module"\n}\n'],
  ['src/app.ts', 'app\n'],
  ['src/http/send.ts', 'send\n'],
  ['test/app.test.ts', 'test\n'],
])

const scenes: readonly [string, Readonly<Record<string, string>>, boolean?][] = [
  ['app', {}],
  ['a/b/app', {}],
  ['app', { 'app/': '' }],
  ['app', { 'app/LICENSE': 'mine', 'app/.gitignore': '*.bak\r\n' }],
  ['app', { 'app/src/app.ts': 'mine', 'app/src/x.ts': 'x', 'app/package.json': '{"name":"x"}', 'app/test/': '' }],
  ['app', { 'app/src/app.ts': 'mine', 'app/.gitignore': '*.bak' }, true],
]

/** Writes a scene on a disk with faults. Undefined when it succeeded. */
function writeOn(folder: string, target: string, disk: ReturnType<typeof faultyDisk>): Failure | undefined {
  try {
    writeProject(planWrite(join(folder, target), files, { overwrite: true }), disk)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

describe.each(scenes)('%s beside %j (no hard links: %s)', (target, before, withoutLinks = false) => {
  const complete = completeTree(target, before)

  test('an operation that fails, whichever it is, leaves everything as it was', () => {
    for (let n = 1; ; n++) {
      const folder = lay(scratch(), before)
      const untouched = snapshot(folder)
      const code = n % 2 === 0 ? 'ENOSPC' : 'EACCES'
      const disk = faultyDisk({ first: n, last: n, code, withoutLinks })
      const failure = writeOn(folder, target, disk)
      if (disk.count() < n) break
      expect(snapshot(folder), `operation ${n}`).toEqual(failure ? untouched : complete())
      expect(failure?.code ?? 'failed').toBe('failed')
      expect(failure?.message ?? '').toMatch(failure ? new RegExp(`${code}(?!.*create-raw-http-app)`) : /^$/)
    }
  })

  test('after a disk that died at any operation, the next run brings everything back or finds it complete', () => {
    for (let n = 1; ; n++) {
      const folder = lay(scratch(), before)
      const untouched = snapshot(folder)
      const disk = faultyDisk({ first: n, last: Number.POSITIVE_INFINITY, code: 'EIO', withoutLinks })
      const failure = writeOn(folder, target, disk)
      if (disk.count() < n) break
      recoverLeftovers(join(folder, target))
      expect(snapshot(folder), `operation ${n}`).toEqual(failure ? untouched : complete())
    }
  })

  test('a recovery that is cut off at any operation is completed by the next', () => {
    const last = operationsOf(target, before)
    for (const n of [last - 3, last - 4]) {
      for (let m = 1; ; m++) {
        const folder = lay(scratch(), before)
        const untouched = snapshot(folder)
        const failure = writeOn(
          folder,
          target,
          faultyDisk({ first: n, last: Number.POSITIVE_INFINITY, code: 'EIO', withoutLinks }),
        )
        if (failure === undefined) break
        const recovering = faultyDisk({ first: m, last: Number.POSITIVE_INFINITY, code: 'EIO' })
        if (recoverOn(join(folder, target), recovering) && recovering.count() < m) break
        recoverLeftovers(join(folder, target))
        expect(snapshot(folder), `operations ${n} and ${m}`).toEqual(untouched)
      }
    }
  })
})

test('the scenes reach both ways of writing', () => {
  const counts = scenes.map(([target, before]) => operationsOf(target, before))
  expect(Math.min(...counts)).toBeGreaterThan(10)
  expect(Math.max(...counts)).toBeGreaterThan(20)
})

function recoverOn(target: string, disk: ReturnType<typeof faultyDisk>): boolean {
  try {
    recoverLeftovers(target, disk)
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

function operationsOf(target: string, before: Readonly<Record<string, string>>): number {
  const disk = faultyDisk({ first: 0, last: 0, code: '' })
  expect(writeOn(lay(scratch(), before), target, disk)).toBeUndefined()
  return disk.count()
}

function completeTree(target: string, before: Readonly<Record<string, string>>): () => object {
  let tree: object | undefined
  return () => {
    if (tree === undefined) {
      const folder = lay(scratch(), before)
      writeProject(planWrite(join(folder, target), files, { overwrite: true }))
      expect(existsSync(join(folder, target, 'src/http/send.ts'))).toBe(true)
      tree = snapshot(folder)
    }
    return tree
  }
}
