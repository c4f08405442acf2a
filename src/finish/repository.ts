import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contents } from '../model/plan.ts'
import { gitEnvironment } from './git-environment.ts'
import { run } from './run.ts'

export interface RepositoryOptions {
  readonly signal?: AbortSignal
  readonly env?: NodeJS.ProcessEnv
}

/** The git repository around a project. */
export interface Repository {
  /** Those of these files that have changes which are not committed; what git does not know is not among them. */
  changed(paths: readonly string[]): Promise<readonly string[]>
  /** What the index has of these files, for `restoreIndex`. */
  indexOf(paths: readonly string[]): Promise<string>
  /** Makes git know of a conflict: its three sides, as after a merge. `folder`: a place for files of this run. */
  markConflict(path: string, sides: Sides, folder: string): Promise<void>
  restoreIndex(entries: string): Promise<void>
}

export interface Sides {
  readonly base: Contents
  readonly yours: Contents
  readonly next: Contents
}

/** undefined where the project is in no repository, or git is not there or does not read it. */
export async function openRepository(root: string, options: RepositoryOptions = {}): Promise<Repository | undefined> {
  const { env = process.env, signal } = options
  const git = async (args: readonly string[], input?: string): Promise<string | undefined> => {
    const all = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false', ...args]
    const rest = { ...(signal && { signal }), ...(input !== undefined && { input }) }
    const ended = await run('git', all, { ...rest, cwd: root, env: gitEnvironment(env) })
    return ended.kind === 'done' ? ended.output : undefined
  }
  const prefix = (await git(['rev-parse', '--is-inside-work-tree', '--show-prefix']))?.split('\n')
  if (prefix?.[0] !== 'true') return undefined
  const folder = prefix[1] ?? ''

  return {
    async changed(paths) {
      const changed = new Set<string>()
      for (const some of inChunks(paths)) {
        const status = await git(['status', '--porcelain=v1', '-z', '--no-renames', '--', ...some])
        for (const entry of status?.split('\0') ?? []) {
          const [state, path] = [entry.slice(0, 2), entry.slice(3)]
          if (path.startsWith(folder) && state !== '??' && state !== '!!') changed.add(path.slice(folder.length))
        }
      }
      return paths.filter((path) => changed.has(path))
    },
    indexOf: async (paths) =>
      paths.length === 0 ? '' : ((await git(['ls-files', '--stage', '--full-name', '-z', '--', ...paths])) ?? ''),
    async markConflict(path, sides, stage) {
      const entry = await git(['ls-files', '--stage', '--full-name', '--', path])
      const [, mode, name] = /^(\d+) [\da-f]+ \d\t(.+)$/m.exec(entry ?? '') ?? []
      if (mode === undefined || name === undefined) return
      const objects = await Promise.all(
        [sides.base, sides.yours, sides.next].map(async (contents, index) => {
          const file = join(stage, `side-${index + 1}`)
          writeFileSync(file, contents)
          return (await git(['hash-object', '-w', `--path=${path}`, '--', file]))?.trim()
        }),
      )
      if (objects.includes(undefined)) return
      const stages = objects.map((object, index) => `${mode} ${object} ${index + 1}\t${name}\n`)
      await git(
        ['update-index', '--index-info'],
        `0 ${'0'.repeat(objects[0]?.length ?? 40)}\t${name}\n${stages.join('')}`,
      )
    },
    async restoreIndex(entries) {
      const known = entries.split('\0').filter((entry) => entry !== '')
      const removals = new Set(known.map((entry) => `0 ${'0'.repeat(objectLength(entry))}\t${entry.split('\t')[1]}`))
      const lines = [...removals, ...known].map((line) => `${line}\0`)
      await git(['update-index', '-z', '--index-info'], lines.join(''))
    },
  }
}

/** SHA-1 or SHA-256. */
function objectLength(entry: string): number {
  return /^\d+ ([\da-f]+) /.exec(entry)?.[1]?.length ?? 40
}

/** A command line of Windows holds 32,767 characters. */
function inChunks(paths: readonly string[]): readonly (readonly string[])[] {
  const size = 100
  return Array.from({ length: Math.ceil(paths.length / size) }, (_, index) =>
    paths.slice(index * size, (index + 1) * size),
  )
}
