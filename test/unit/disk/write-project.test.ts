import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { realDisk } from '../../../src/disk/disk.ts'
import { planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { lay, scratch, snapshot, texts } from './scratch.ts'

const project = {
  '.gitignore': 'node_modules/\n',
  'package.json': '{\n  "type": "module"\n}\n',
  'src/app.ts': 'app\n',
  'src/http/send.ts': 'send\n',
  'test/app.test.ts': 'test\n',
}
const files = new Map(Object.entries(project))

function write(target: string, overwrite = false): void {
  writeProject(planWrite(target, files, { overwrite }))
}

describe('a target that is absent', () => {
  test.each(['app', 'a/b/app'])('%s is made, and nothing beside it', (name) => {
    const folder = scratch()
    write(join(folder, name))
    expect(texts(join(folder, name))).toEqual(project)
    expect(Object.keys(snapshot(folder)).filter((entry) => entry.includes('create-raw-http-app'))).toEqual([])
  })

  test('has the modes that the umask leaves', () => {
    const before = process.umask(0o027)
    onTestFinished(() => void process.umask(before))
    const target = join(scratch(), 'app')
    write(target)
    const mode = (path: string) => statSync(join(target, path)).mode & 0o777
    expect([mode('.'), mode('src'), mode('src/app.ts')]).toEqual([0o750, 0o750, 0o640])
  })

  test('that somebody else has filled since the planning is left to them', () => {
    const folder = scratch()
    const plan = planWrite(join(folder, 'app'), files, { overwrite: false })
    lay(join(folder, 'app'), { 'package.json': '{}' })
    const before = snapshot(folder)
    expect(() => writeProject(plan)).toThrowError(expect.objectContaining({ code: 'directoryInUse' }))
    expect(snapshot(folder)).toEqual(before)
  })
})

describe('a directory that is free', () => {
  test('is filled and stays the same directory', () => {
    const target = lay(join(scratch(), 'app'), { 'LICENSE.md': 'mine', '.git/HEAD': 'ref', '.gitignore': '*.bak\n' })
    const { ino } = statSync(target)
    write(target)
    expect(statSync(target).ino).toBe(ino)
    expect(texts(target)).toEqual({
      ...project,
      '.git/HEAD': 'ref',
      '.gitignore': '*.bak\n\nnode_modules/\n',
      'LICENSE.md': 'mine',
    })
  })

  test('is filled through a link to it', () => {
    const folder = scratch()
    mkdirSync(join(folder, 'real'))
    symlinkSync('real', join(folder, 'link'))
    write(join(folder, 'link'))
    expect(texts(join(folder, 'real'))).toEqual(project)
  })
})

test('a lock that another run held, and has released in this moment, counts as held', () => {
  const target = lay(join(scratch(), 'app'), {})
  const disk = {
    ...realDisk,
    renameSync: () => {
      throw Object.assign(new Error('taken'), { code: 'ENOTEMPTY' })
    },
  }
  expect(() => writeProject(planWrite(target, files, { overwrite: false }), disk)).toThrowError(
    expect.objectContaining({ code: 'directoryInUse', message: expect.stringMatching(/Another run is writing/) }),
  )
  expect(snapshot(target)).toEqual({})
})

describe('a directory in use, under overwrite', () => {
  test('keeps what is not of the project, and the modes of what is', () => {
    const target = lay(join(scratch(), 'app'), { 'src/app.ts': 'mine', 'src/mine.ts': 'mine', 'notes/': '' })
    chmodSync(join(target, 'src/app.ts'), 0o600)
    write(target, true)
    expect(texts(target)).toEqual({ ...project, 'src/mine.ts': 'mine' })
    expect(statSync(join(target, 'src/app.ts')).mode & 0o777).toBe(0o600)
    expect(statSync(join(target, 'notes')).isDirectory()).toBe(true)
  })

  test('is not touched where nothing would change', () => {
    const target = lay(join(scratch(), 'app'), project)
    const { mtimeMs } = statSync(target)
    write(target, true)
    expect(statSync(target).mtimeMs).toBe(mtimeMs)
  })

  test('leaves another name of a replaced file as it is', () => {
    const folder = scratch()
    const target = lay(join(folder, 'app'), { 'src/app.ts': 'mine' })
    linkSync(join(target, 'src/app.ts'), join(folder, 'other-name'))
    write(target, true)
    expect(readFileSync(join(folder, 'other-name'), 'utf8')).toBe('mine')
    expect(statSync(join(folder, 'other-name')).nlink).toBe(1)
  })

  test.each([
    ['a file it creates has appeared', 'src/http/send.ts', 'mine'],
    ['a file it merges has changed', '.gitignore', 'changed\n'],
    ['a link has appeared on the way', 'src/http', '-> ..'],
  ])('is left alone when %s since the planning', (_, path, content) => {
    const target = lay(join(scratch(), 'app'), { 'src/app.ts': 'mine', '.gitignore': 'first\n' })
    const plan = planWrite(target, files, { overwrite: true })
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), join(target, path))
    else lay(target, { [path]: content })
    const before = snapshot(target)
    expect(() => writeProject(plan)).toThrowError(
      expect.objectContaining({ code: 'directoryInUse', message: expect.stringContaining('changed by somebody else') }),
    )
    expect(snapshot(target)).toEqual(before)
  })
})

test('a path that leads out of the target is refused before anything is written', () => {
  const folder = scratch()
  const escaping = new Map([
    ['a.txt', ''],
    ['../out.txt', ''],
  ])
  expect(() => planWrite(join(folder, 'app'), escaping, { overwrite: false })).toThrowError(
    /"\.\.\/out\.txt" leads out/,
  )
  expect(snapshot(folder)).toEqual({})
})

test('a working directory that vanished is a failure, not a crash', () => {
  const folder = lay(scratch(), { 'gone/': '' })
  const plan = planWrite(join(folder, 'gone'), files, { overwrite: false })
  rmSync(dirname(plan.target), { recursive: true })
  writeFileSync(folder, 'a file now')
  expect(() => writeProject(plan)).toThrowError(
    expect.objectContaining({ code: 'directoryInUse', message: expect.stringContaining(`${folder} is a file`) }),
  )
})
