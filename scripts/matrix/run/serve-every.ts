import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { missesPostgres, serverSettings } from '../../../test/support/postgres.ts'
import { linkModules } from '../../../test/support/project.ts'
import type { Group } from '../check/compile-every.ts'
import type { Failures } from '../failures.ts'
import { ask, fileComplaints, type Question } from '../probe/ask.ts'
import type { Tree } from '../render/render-every.ts'
import { inParallel } from './in-parallel.ts'
import { folderName, placeBuilt } from './place-tree.ts'

const told = 1000

export interface Trial {
  readonly failures: Failures
  /** The Node to run things on. */
  readonly program: string
  readonly atATime: number
  questionsFor(tree: Tree): readonly Question[]
  say(text: string): void
}

/**
 * Starts the server of each group and asks it the probes of its features: that of the first project stands for those
 * that have the same code and are asked the same. Where there is no PostgreSQL, those that need it are left out. Resolves
 * to the projects that come through. `root` is made for it; in the end it holds those that failed.
 */
export async function serveEvery(root: string, groups: readonly Group[], trial: Trial): Promise<readonly Tree[]> {
  const { failures, program, questionsFor, say } = trial
  mkdirSync(root)
  linkModules(root, 20) // pg, for those that need it
  const started: Tree[] = []
  const serve = async ({ trees, texts }: Group) => {
    const [first] = trees
    if (first === undefined) return
    const folder = join(root, folderName(first))
    placeBuilt(first, texts, folder)
    const complaints = await ask(program, folder, questionsFor(first), await serverSettings(first.files)).catch(
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    )
    const failed = trees.filter((tree) => {
      const found = [...complaints, ...fileComplaints(tree.files, questionsFor(tree))]
      failures.add(tree.combination, 'does not answer as its features should', found)
      return found.length > 0
    })
    if (failed.length > 0) say(`look into ${folder}`)
    else rmSync(folder, { recursive: true })
    const before = started.length
    started.push(...trees.filter((tree) => !failed.includes(tree)))
    if (Math.floor(before / told) < Math.floor(started.length / told)) say(`${started.length} started`)
  }
  const tried = groups.filter(({ trees }) => trees[0] === undefined || !missesPostgres(trees[0].files))
  if (tried.length < groups.length) say(`${groups.length - tried.length} servers not started: no PostgreSQL`)
  await inParallel(tried, trial.atATime, serve)
  return started
}
