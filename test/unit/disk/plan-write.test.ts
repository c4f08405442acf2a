import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeWrite, planWrite } from '../../../src/disk/plan-write.ts'
import { lay, scratch, snapshot } from './scratch.ts'

const files = new Map([
  ['.gitignore', 'node_modules/\n'],
  ['package.json', '{ "type": "module", "scripts": { "build": "tsc" } }\n'],
  ['src/app.ts', 'app\n'],
])

test('at an absent target every file is created', () => {
  const target = join(scratch(), 'app')
  expect(planWrite(target, files, { overwrite: false })).toEqual({
    target,
    files,
    created: ['.gitignore', 'package.json', 'src/app.ts'],
    replaced: [],
  })
})

test('in a free directory a .gitignore keeps its lines and gains ours', () => {
  const target = lay(scratch(), { '.gitignore': 'mine\n' })
  const plan = planWrite(target, files, { overwrite: false })
  expect(plan.files.get('.gitignore')).toBe('mine\n\nnode_modules/\n')
  expect(plan).toMatchObject({ created: ['package.json', 'src/app.ts'], replaced: ['.gitignore'] })
})

describe('a directory in use', () => {
  test('is refused, with what is there and the next move', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const target = lay(scratch(), Object.fromEntries(names.map((name) => [name, ''])))
    expect(() => planWrite(target, files, { overwrite: false })).toThrowError(
      expect.objectContaining({
        code: 'directoryInUse',
        message: `${target} is not empty: it holds a, b, c, d, e and 2 more.\nUse --overwrite to replace the files that the project also has, or choose another name.`,
      }),
    )
  })

  test('under overwrite names as replaced just what would change', () => {
    const target = lay(scratch(), { 'src/app.ts': 'app\n', 'package.json': '{}\n', 'x.txt': '' })
    const plan = planWrite(target, files, { overwrite: true })
    expect(plan).toMatchObject({ created: ['.gitignore'], replaced: ['package.json'] })
    expect(JSON.parse(plan.files.get('package.json') ?? '')).toEqual({ type: 'module', scripts: { build: 'tsc' } })
  })

  test('is described with the same plan and the refusal, and stays untouched', () => {
    const target = lay(scratch(), { 'src/app.ts': 'mine\n' })
    const before = snapshot(target)
    const report = describeWrite(target, files, { overwrite: false })
    expect(report.plan).toMatchObject({ created: ['.gitignore', 'package.json'], replaced: ['src/app.ts'] })
    expect(report.refused).toMatch(/it holds src\.\nUse --overwrite/)
    expect(describeWrite(target, files, { overwrite: true }).refused).toBeUndefined()
    expect(snapshot(target)).toEqual(before)
  })
})

test("a file that does not count as somebody's work is not replaced unasked either", () => {
  const target = lay(scratch(), { LICENSE: 'mine' })
  const report = describeWrite(target, new Map([['LICENSE', 'ours']]), { overwrite: false })
  expect(report.refused).toMatch(/it holds LICENSE\.\nUse --overwrite/)
})

describe('what stands in the way is named and refused, overwrite or not', () => {
  test.each([
    ['a file where a folder is needed', { src: '' }, /src is a file; the project needs a folder there\. Move it/],
    ['a folder where a file is needed', { 'src/app.ts/': '' }, /src\/app\.ts is a folder; the project needs a file/],
    ['a folder instead of a .gitignore', { '.gitignore/': '' }, /\.gitignore is a folder; the project needs a file/],
    ['a package.json that is none', { 'package.json': 'hello' }, /package\.json holds no JSON object/],
    ['a package.json in another encoding', { 'package.json': Buffer.from([0xff, 0xfe]) }, /package\.json is not UTF-8/],
    ['a package.json of CommonJS', { 'package.json': '{"type":"commonjs"}' }, /"type": "commonjs".*needs "module"/],
    ['a script of another meaning', { 'package.json': '{"scripts":{"build":"x"}}' }, /script "build".*\("x"\).*"tsc"/],
  ])('%s', (_, before, message) => {
    const target = lay(scratch(), before)
    const untouched = snapshot(target)
    expect(() => planWrite(target, files, { overwrite: true })).toThrowError(
      expect.objectContaining({ code: 'directoryInUse', message: expect.stringMatching(message) }),
    )
    expect(snapshot(target)).toEqual(untouched)
  })

  test.each([
    ['src', '../elsewhere', /src is a link; the project needs a folder/],
    ['src', 'inside', /src is a link; the project needs a folder/],
    ['.gitignore', '../elsewhere/x', /\.gitignore is a link; the project needs a file/],
    ['package.json', 'nowhere', /package\.json is a link; the project needs a file/],
  ])('a link from %s to %s', (path, destination, message) => {
    const folder = lay(scratch(), { 'elsewhere/x': 'x', 'app/inside/': '' })
    symlinkSync(destination, join(folder, 'app', path))
    const { refused } = describeWrite(join(folder, 'app'), files, { overwrite: true })
    expect(refused).toMatch(message)
  })

  test.each([
    ['file', /file is a file, where a directory is needed\. Choose another name/],
    ['file/below', /\/file is a file, where a directory is needed/],
    ['dangling', /dangling is a link that leads nowhere, where a directory is needed/],
    ['dangling/below', /dangling is a link that leads nowhere/],
  ])('the target %s', (name, message) => {
    const folder = scratch()
    writeFileSync(join(folder, 'file'), '')
    symlinkSync('nowhere', join(folder, 'dangling'))
    const before = snapshot(folder)
    expect(() => planWrite(join(folder, name), files, { overwrite: true })).toThrowError(
      expect.objectContaining({ code: 'directoryInUse', message: expect.stringMatching(message) }),
    )
    expect(snapshot(folder)).toEqual(before)
  })
})

test('planning over what was written finds nothing to do', () => {
  const folder = scratch()
  mkdirSync(join(folder, 'src'))
  const first = planWrite(lay(folder, { '.gitignore': 'x', 'package.json': '{"name":"x"}' }), files, {
    overwrite: true,
  })
  lay(folder, Object.fromEntries(first.files))
  expect(planWrite(folder, files, { overwrite: true })).toEqual({ ...first, created: [], replaced: [] })
})
