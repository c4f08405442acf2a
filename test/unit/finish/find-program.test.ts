import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findProgram, type System, searchPath, withSearchPath } from '../../../src/finish/find-program.ts'
import { run } from '../../../src/finish/run.ts'
import { machinePath, scratch, withPrograms } from './programs.ts'

/** Windows, with these files. */
function windows(files: readonly string[] = [], node = 'C:\\nodejs\\node.exe'): System {
  return { platform: 'win32', node, isProgram: (file) => files.includes(file.toLowerCase()), realPath: (path) => path }
}

describe('on Windows', () => {
  const project = 'C:\\work\\app'

  test('a program is found on the PATH, and never in the project', () => {
    const system = windows(['c:\\work\\app\\npm.cmd', 'c:\\work\\app\\tools\\npm.cmd', 'c:\\nodejs\\npm.cmd'])
    const env = { Path: ';.;tools;\\;C:;C:\\work\\app;"c:\\WORK\\app\\tools";C:\\work\\app\\..\\app;C:\\nodejs' }
    const folders = searchPath(env, project, system)
    expect(folders).toEqual(['C:\\nodejs'])
    expect(findProgram('npm', folders, env, system)?.toLowerCase()).toBe('c:\\nodejs\\npm.cmd')
  })

  test('one that is nowhere else is not found', () => {
    const system = windows(['c:\\work\\app\\git.exe'])
    const env = { PATH: '.;C:\\work\\app;C:\\nodejs' }
    expect(findProgram('git', searchPath(env, project, system), env, system)).toBeUndefined()
  })

  test('the endings of PATHEXT are tried in their order', () => {
    const system = windows(['c:\\a\\npm', 'c:\\a\\npm.cmd', 'c:\\a\\npm.exe'])
    const find = (env: NodeJS.ProcessEnv) => findProgram('npm', ['C:\\a'], env, system)
    expect(find({})).toBe('C:\\a\\npm.EXE')
    expect(find({ PathExt: '.CMD;.EXE' })).toBe('C:\\a\\npm.CMD')
  })

  test('what is started searches where we do, and not in the project', () => {
    expect(withSearchPath({ Path: '.;C:\\a', HOME: 'x' }, ['C:\\a', 'C:\\b'], windows())).toEqual({
      HOME: 'x',
      PATH: 'C:\\a;C:\\b',
      NoDefaultCurrentDirectoryInExePath: '1',
    })
  })

  test('a project that is a whole disk still has programs', () => {
    const env = { PATH: 'C:\\;C:\\nodejs' }
    expect(searchPath(env, 'C:\\', windows())).toEqual(['C:\\nodejs'])
  })
})

describe.skipIf(process.platform === 'win32')('a program in the project', () => {
  test.each(['', '.', 'tools', './tools', '{project}', '{project}/tools', '{link}'])(
    'is not run by way of %j in PATH',
    async (entry) => {
      const project = scratch()
      const link = join(scratch(), 'link')
      symlinkSync(join(project, 'tools'), link)
      mkdirSync(join(project, 'tools'))
      for (const folder of ['', 'tools']) {
        writeFileSync(join(project, folder, 'npm'), '#!/bin/sh\necho theirs\n', { mode: 0o755 })
        writeFileSync(join(project, folder, 'git'), '#!/bin/sh\necho theirs\n', { mode: 0o755 })
      }
      const env = withPrograms({ npm: 'git', git: 'echo ours' }, machinePath)
      const front = entry.replace('{project}', project).replace('{link}', link)
      const path = `${front}:${env.PATH}`
      expect(await run('npm', [], { cwd: project, env: { ...env, PATH: path } })).toEqual({
        kind: 'done',
        output: 'ours',
      })
      expect(await run('npm', [], { cwd: project, env: { ...env, PATH: front } })).toEqual({ kind: 'missing' })
    },
  )
})
