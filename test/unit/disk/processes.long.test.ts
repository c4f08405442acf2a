import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recoverLeftovers } from '../../../src/disk/leftovers.ts'
import { planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { lay, scratch, snapshot, texts } from './scratch.ts'
import { writerProcess } from './writer-process.ts'

const startWriter = writerProcess()

const small = project('small', 3)
const large = project('large', 300)

test.each([
  ['absent', {}, 4],
  ['absent', {}, 8],
  ['free', { 'app/.gitignore': 'mine\n' }, 8],
  ['free', { 'app/.gitignore': 'mine\n' }, 12],
  ['in use', { 'app/src/0.ts': 'mine', 'app/x': 'x' }, 12],
  ['in use', { 'app/src/0.ts': 'mine', 'app/x': 'x' }, 14],
])(
  'a directory that is %s (%j), its run killed at operation %i, is as before after the next',
  async (_, before, killAt) => {
    const folder = lay(scratch(), before)
    const untouched = snapshot(folder)
    const writer = await startWriter({ target: join(folder, 'app'), files: small, overwrite: true, killAt })
    writer.go()
    expect(await writer.outcome).toBe('SIGKILL')
    expect(snapshot(folder)).not.toEqual(untouched)
    recoverLeftovers(join(folder, 'app'))
    expect(snapshot(folder)).toEqual(untouched)
  },
)

test.each([
  ['absent', {}],
  ['in use', { 'app/src/7.ts': 'mine', 'app/package.json': '{}', 'app/x': 'x' }],
])(
  'a directory that is %s, its run killed at any moment, is as before or complete after the next',
  async (_, before) => {
    const complete = lay(scratch(), before)
    writeProject(planWrite(join(complete, 'app'), new Map(Object.entries(large)), { overwrite: true }))
    for (const delay of moments(6, 40)) {
      const folder = lay(scratch(), before)
      const untouched = snapshot(folder)
      const writer = await startWriter({ target: join(folder, 'app'), files: large, overwrite: true, killAt: 0 })
      writer.go()
      await new Promise((resolve) => setTimeout(resolve, delay))
      writer.process.kill('SIGKILL')
      await writer.outcome
      recoverLeftovers(join(folder, 'app'))
      expect([untouched, snapshot(complete)], `killed after ${delay} ms`).toContainEqual(snapshot(folder))
    }
  },
)

test.each([
  ['absent', {}],
  ['absent with its parents', {}, 'a/b/app'],
  ['free', { 'app/LICENSE': 'mine' }],
  ['left by a killed run', { 'app/LICENSE': 'mine' }],
])(
  'of several runs at a directory that is %s, one wins and the others find it in use',
  async (state, before, target = 'app') => {
    const folder = lay(scratch(), before)
    if (state === 'left by a killed run') {
      const killed = await startWriter({ target: join(folder, target), files: small, overwrite: false, killAt: 9 })
      killed.go()
      expect(await killed.outcome).toBe('SIGKILL')
    }
    const writers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((text) =>
        startWriter({ target: join(folder, target), files: project(text, 60), overwrite: false, killAt: 0 }),
      ),
    )
    for (const writer of writers) writer.go()
    const outcomes = await Promise.all(writers.map(({ outcome }) => outcome))
    const codes = outcomes.map((outcome) => (/^(?:done|directoryInUse)/.exec(outcome) ?? [outcome])[0]).sort()
    expect(codes).toEqual(['directoryInUse', 'directoryInUse', 'directoryInUse', 'done'])
    const made = texts(join(folder, target))
    expect(Object.keys(made).sort()).toEqual(
      [...Object.keys(before).map(() => 'LICENSE'), ...Object.keys(project('', 60))].sort(),
    )
    expect(new Set(Object.entries(made).map(([path, text]) => (path.startsWith('src/') ? text : ''))).size).toBe(2)
  },
)

test('runs at two new directories below one new parent both win', async () => {
  const folder = scratch()
  const writers = await Promise.all(
    ['one', 'two'].map((name) =>
      startWriter({ target: join(folder, 'parent', name), files: project(name, 60), overwrite: false, killAt: 0 }),
    ),
  )
  for (const writer of writers) writer.go()
  expect(await Promise.all(writers.map(({ outcome }) => outcome))).toEqual(['done', 'done'])
  expect(texts(join(folder, 'parent/one'))).toEqual(project('one', 60))
  expect(texts(join(folder, 'parent/two'))).toEqual(project('two', 60))
})

test.each([
  ['a folder', 'locked/app', 'locked'],
  ['a folder below the target', 'app', 'app/src'],
])('%s without permission is named, and everything is as it was', async (_, target, locked) => {
  const folder = lay(scratch(), { [`${locked}/x`]: 'x' })
  chmodSync(folder, 0o777)
  chmodSync(join(folder, target.split('/')[0] ?? ''), 0o777)
  chmodSync(join(folder, locked), 0o555)
  const before = snapshot(folder)
  const nobody = process.getuid?.() === 0 ? 65534 : undefined
  const writer = await startWriter({ target: join(folder, target), files: small, overwrite: true, killAt: 0 }, nobody)
  writer.go()
  expect(await writer.outcome).toMatch(/^failed .*app cannot be used: permission is missing \(EACCES: .*\)\.$/)
  expect(snapshot(folder)).toEqual(before)
  expect(existsSync(join(folder, target, 'package.json'))).toBe(false)
})

function project(text: string, count: number): Record<string, string> {
  const sources = Array.from({ length: count }, (_, index) => [`src/${index}.ts`, text])
  return { '.gitignore': 'dist/\n', 'package.json': '{\n  "type": "module"\n}\n', ...Object.fromEntries(sources) }
}

/** Delays in milliseconds from a seeded generator: a failure can be repeated. */
function moments(count: number, below: number): readonly number[] {
  let seed = 20_12
  return Array.from({ length: count }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return (seed / 2 ** 31) * below
  })
}
