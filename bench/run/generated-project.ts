import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { linkModules } from '../../test/support/project.ts'
import { plainEnvironment } from '../../test/support/run.ts'
import { repository, stacksFolder } from './folders.ts'
import { nodeMajorOf } from './node-program.ts'

export const fileSizes = { small: 1024, large: 1_048_576 } as const

/** A project of the full preset, made by the command of this checkout and built as its users build it. */
export interface GeneratedProject {
  readonly folder: string
  /** The server as it is. It serves public/files/small.js and large.js. */
  readonly server: string
  /** The same with SEED todos in its store, which is otherwise empty at start, and ROUTES routes more. */
  readonly seededServer: string
  remove(): void
}

export async function makeProject(program: string, preset: string): Promise<GeneratedProject> {
  const { root, folder } = await buildProject(program, ['--preset', preset, '--store', 'memory'])
  cpSync(join(folder, 'dist'), join(folder, 'dist-seeded'), { recursive: true })
  seedMemory(join(folder, 'dist-seeded'), 'todos', 'todos.mjs')
  addRoutes(join(folder, 'dist-seeded/http'))
  writeFiles(join(folder, 'public/files'))
  return {
    folder,
    server: join(folder, 'dist/server.js'),
    seededServer: join(folder, 'dist-seeded/server.js'),
    remove: () => rmSync(root, { recursive: true }),
  }
}

/** Makes a project by the command of this checkout in `folder`, and its dist/. All of it is below `root`. */
export async function buildProject(
  program: string,
  flags: readonly string[],
): Promise<Record<'root' | 'folder', string>> {
  const root = mkdtempSync(join(tmpdir(), 'bench-project-'))
  const folder = join(root, 'my-api')
  const major = await nodeMajorOf(program)
  const run = (args: readonly string[], cwd: string) =>
    execa(program, args, { cwd, env: plainEnvironment(), extendEnv: false, timeout: 120_000 })

  await run([join(repository, 'scripts/build.mjs')], repository)
  const always = ['--node', String(major), '--no-install', '--no-git', '--yes']
  await run([join(repository, 'dist/cli.js'), 'my-api', ...flags, ...always], root)
  linkModules(root, major)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await run([join(repository, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], folder)
  return { root, folder }
}

/**
 * Has the built server begin with SEED items of a resource, as `draftOf` of a module in the folder of stacks makes them:
 * stores.js is where a project decides where its items are kept.
 */
export function seedMemory(dist: string, resource: string, drafts: string): void {
  renameSync(join(dist, 'stores.js'), join(dist, 'empty-stores.js'))
  const lines = [
    `import { openStores as openEmptyStores } from './empty-stores.js'`,
    `import { draftOf } from ${JSON.stringify(join(stacksFolder, drafts))}`,
    'export async function openStores(config) {',
    '  const stores = await openEmptyStores(config)',
    `  for (let id = 1; id <= Number(process.env.SEED); id++) await stores.${resource}.create(draftOf(id))`,
    '  return stores',
    '}',
  ]
  writeFileSync(join(dist, 'stores.js'), `${lines.join('\n')}\n`)
}

function addRoutes(http: string): void {
  renameSync(join(http, 'router.js'), join(http, 'empty-router.js'))
  const lines = [
    `import { createRouter as createEmptyRouter } from './empty-router.js'`,
    'export function createRouter() {',
    '  const router = createEmptyRouter()',
    '  const respond = ({ res, params }) => res.end(params.id)',
    '  const count = Number(process.env.ROUTES ?? 0)',
    '  for (let at = 1; at <= count; at++) router.add("GET", "/api/things-" + at + "/:id", respond)',
    '  return router',
    '}',
  ]
  writeFileSync(join(http, 'router.js'), `${lines.join('\n')}\n`)
}

/** The files that all stacks serve. */
function writeFiles(folder: string): void {
  mkdirSync(folder)
  for (const [name, size] of Object.entries(fileSizes)) {
    writeFileSync(join(folder, `${name}.js`), randomBytes(size / 2).toString('hex'))
  }
}
