import { resolve } from 'node:path'
import type { RunOptions } from '../arguments/parse-arguments.ts'
import { describeWrite, type WritePlan } from '../disk/plan-write.ts'
import { formatTree } from '../disk/tree.ts'
import { Failure } from '../model/failure.ts'
import { printable } from '../model/printable.ts'
import type { Project } from './ask-for-project.ts'
import { documentOf } from './json-document.ts'
import type { World } from './world.ts'

/** What `--dry-run` prints in place of writing. Throws the Failure that writing would have ended with. */
export function showPlan(world: World, project: Project, run: RunOptions): undefined {
  const { resolved, files } = project
  const { plan, refused } = describeWrite(resolve(world.cwd, resolved.directory), files, run)
  if (!run.json) world.stdout.write(printable(describe(project, plan)))
  if (refused !== undefined) throw new Failure('directoryInUse', refused)
  if (run.json) world.stdout.write(documentOf(world.pack, project, { install: 'skipped', git: 'skipped' }))
}

function describe({ resolved, files }: Project, { replaced }: WritePlan): string {
  const lines = [
    ...resolved.notes.map((note) => `Note: ${note}`),
    `${resolved.directory.replace(/[/\\]+$/, '')}/`,
    formatTree(files),
    ...(replaced.length === 0 ? [] : ['', 'Files that would be replaced:', ...replaced.map((path) => `  ${path}`)]),
  ]
  return `${lines.join('\n')}\n`
}
