import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { groupBy } from './group-by.ts'
import { codeOf, type Project, place, textOf } from './project.ts'
import { run } from './run.ts'
import { tsc } from './tsc.ts'

/** What a tool says of each project, by name; those it has nothing to say of are not in it. */
export type Complaints = ReadonlyMap<string, readonly string[]>

/**
 * Type-checks projects below one folder as their own tsconfig.json asks, all in one run of the compiler, and of those
 * that have the same code the first. With `emit` it is compiled to the `.tests` folder of its own test script.
 */
export async function compile(root: string, projects: readonly Project[], emit: boolean): Promise<Complaints> {
  const complaints = new Map<string, string[]>()
  const kinds = groupBy(projects, (project) => textOf(project, 'tsconfig.json'))
  for (const [index, group] of [...kinds.values()].entries()) {
    for (const [name, list] of await compileGroup(root, group, `.out${index}`, emit)) complaints.set(name, list)
  }
  return complaints
}

async function compileGroup(root: string, all: readonly Project[], outDir: string, emit: boolean) {
  const copies = [...groupBy(all, codeOf).values()]
  const group = copies.flatMap(([first]) => first ?? [])
  const folderNames = group.map(({ folder }) => folder.slice(root.length + 1))
  const config = {
    extends: `./${folderNames[0]}/tsconfig.json`,
    compilerOptions: { rootDir: '.', noEmit: !emit, outDir },
    include: folderNames.flatMap((name) => [`${name}/src`, `${name}/test`]),
  }
  writeFileSync(join(root, `${outDir}.json`), JSON.stringify(config))
  // Other tests have work for the other cores.
  const options = ['--pretty', 'false', '--singleThreaded']
  const settings = { cwd: root, timeout: 280_000 } // for a busy machine
  const ended = await run(tsc, ['-p', `${outDir}.json`, ...options], settings)
  const byFolder = new Map(copies.map((projects, index) => [folderNames[index], projects]))
  const complaints = new Map<string, string[]>()
  for (const line of ended.output.split('\n')) {
    const [, folder, path = '', number, message] = /^([^/]+)\/(.+?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
    for (const project of byFolder.get(folder) ?? []) {
      const list = complaints.get(project.name) ?? []
      complaints.set(project.name, [...list, `${place(project, path, Number(number))}: ${message}`])
    }
  }
  if (ended.status !== 0 && complaints.size === 0) throw new Error(`tsc failed:\n${ended.output}`)
  if (emit) moveOutput(join(root, outDir), group, folderNames)
  return complaints
}

function moveOutput(outDir: string, group: readonly Project[], folderNames: readonly string[]): void {
  for (const [index, { folder }] of group.entries()) {
    const compiled = join(outDir, folderNames[index] as string)
    if (existsSync(compiled)) renameSync(compiled, join(folder, '.tests'))
  }
}
