import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CliRun } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { lay } from '../../unit/disk/scratch.ts'

/** A project that the command made, and what is done in it: in this process, with the templates that are built. */
export interface MadeProject {
  readonly folder: string
  readonly state: string
  /** Runs the command in it. */
  verb(...args: readonly string[]): Promise<CliRun>
  read(path: string): string
  /** Replaces a text of a file by another; it must be there. */
  edit(path: string, from: string | RegExp, to: string): void
  lay(files: Readonly<Record<string, string>>): void
  git(...args: readonly string[]): Promise<string>
}

export async function makeProject(features: string, ...flags: readonly string[]): Promise<MadeProject> {
  const cwd = scratchFolder()
  const folder = join(cwd, 'app')
  const state = join(cwd, 'state')
  const env = { XDG_STATE_HOME: state }
  const node = flags.includes('--node') ? [] : ['--node', '20']
  const all = ['app', '--features', features, ...node, '--pm', 'npm', '--no-install', '--no-git', ...flags]
  expect(await command(all, { cwd })).toMatchObject({ status: 0, stderr: '' })
  return {
    ...{ folder, state },
    verb: (...args) => command(args, { cwd: folder, env }),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    edit(path, from, to) {
      const text = readFileSync(join(folder, path), 'utf8')
      const changed = text.replace(from, to)
      expect(changed, `${path} has no ${from}`).not.toBe(text)
      writeFileSync(join(folder, path), changed)
    },
    lay: (files) => void lay(folder, files),
    async git(...args) {
      const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
      const { status, output } = await run('git', [...identity, ...args], { cwd: folder })
      expect(status, output).toBe(0)
      return output
    },
  }
}

/** The same with all of it committed. */
export async function makeRepository(features: string, ...flags: readonly string[]): Promise<MadeProject> {
  const project = await makeProject(features, ...flags)
  await project.git('init', '--quiet')
  await project.git('add', '.')
  await project.git('commit', '--quiet', '--message=first')
  return project
}
