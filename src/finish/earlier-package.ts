import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseTarGzip } from 'nanotar'
import type { Answers, PackageManager } from '../model/answers.ts'
import { Failure } from '../model/failure.ts'
import { recordPath } from '../model/record.ts'
import { install } from './install.ts'
import { reasonIn } from './reason.ts'
import { spawnProgram } from './spawn-program.ts'

export interface EarlierRequest {
  /** The project, whose settings say which registry it takes packages from. */
  readonly root: string
  readonly version: string
  /** As the record has them: that version knows what they mean. */
  readonly answers: Answers
  /** A tarball, or the folder of a package, in place of what the package manager brings. */
  readonly base: string | undefined
  /** Folders of features of one's own. */
  readonly packs: readonly string[]
  readonly packageManager: PackageManager
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
}

/** Renders a project with the package of an earlier version. Throws a Failure where that cannot be had or fails. */
export async function renderEarlier(request: EarlierRequest): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'create-raw-http-app-'))
  try {
    const from = request.base === undefined ? await download(request, folder) : await unpack(request.base, folder)
    checkPackage(from, request)
    return await renderWithPackage(from, folder, request)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** From the package manager's cache where it is there, else from the registry. Nothing of the package is run. */
async function download(
  { root, version, packageManager, signal, env }: EarlierRequest,
  folder: string,
): Promise<string> {
  const place = join(folder, 'package')
  mkdirSync(place)
  for (const name of ['.npmrc', '.yarnrc', 'bunfig.toml']) {
    if (existsSync(join(root, name))) writeFileSync(join(place, name), readFileSync(join(root, name)), { mode: 0o600 })
  }
  const registry = existsSync(join(root, '.yarnrc.yml'))
    ? (/^npmRegistryServer:.*$/m.exec(readFileSync(join(root, '.yarnrc.yml'), 'utf8'))?.[0] ?? '')
    : ''
  writeFileSync(join(place, '.yarnrc.yml'), `nodeLinker: node-modules\n${registry}\n`)
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'base', private: true, devDependencies: { 'create-raw-http-app': version } }),
  )
  const ended = await install(place, packageManager, { signal, env: { ...env, npm_config_prefer_offline: 'true' } })
  if (ended.state === 'done') return join(place, 'node_modules', 'create-raw-http-app')
  // Its next move is for a project, and none for this folder.
  const why = ended.why?.replace(/\. (?:Mend|Install|Look|List|Fix) [\s\S]*$/, '')
  throw notThere(version, why ?? `${packageManager} did not bring it`)
}

async function unpack(base: string, folder: string): Promise<string> {
  const path = resolve(base)
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry === undefined) throw unusable(base, 'there is nothing of that name')
  if (entry.isDirectory()) return path
  const place = join(folder, 'unpacked')
  try {
    for (const { name, type, data } of await parseTarGzip(readFileSync(path))) {
      if (type === 'directory' || data === undefined || !/^[^/\\:]+(?:\/[^/\\:]+)+$/.test(name)) continue
      if (name.split('/').includes('..')) continue
      const file = join(place, ...name.split('/').slice(1))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, data)
    }
  } catch (error) {
    throw unusable(base, `it is not a tarball of npm (${error instanceof Error ? error.message : error})`)
  }
  return place
}

function checkPackage(folder: string, { version, base }: EarlierRequest): void {
  const called = base ?? `create-raw-http-app@${version}`
  const path = join(folder, 'package.json')
  if (!existsSync(path) || !existsSync(join(folder, 'dist', 'cli.js'))) {
    throw unusable(called, 'it is not the package of this command, which has dist/cli.js')
  }
  const found: unknown = JSON.parse(readFileSync(path, 'utf8')).version
  if (found !== version) throw unusable(called, `it is of version ${found}, and the project of ${version}`)
}

async function renderWithPackage(
  from: string,
  folder: string,
  { answers, packs, signal, env, version }: EarlierRequest,
): Promise<ReadonlyMap<string, string>> {
  const config = join(folder, 'answers.json')
  writeFileSync(config, JSON.stringify(answers))
  const flags = ['--config', config, '--yes', '--no-install', '--no-git', ...packs.flatMap((pack) => ['--pack', pack])]
  const kept = Object.entries(env).filter(([name]) => !/^npm_/i.test(name))
  const { ended } = spawnProgram(process.execPath, [join(from, 'dist', 'cli.js'), 'made', ...flags], {
    ...{ cwd: folder, env: Object.fromEntries(kept), signal },
  })
  const { isDone, output } = await ended
  if (!isDone) {
    throw new Failure(
      'failed',
      `create-raw-http-app ${version} does not render this project again: ${reasonIn(output)}; nothing was changed`,
    )
  }
  return filesIn(join(folder, 'made'))
}

function filesIn(root: string): ReadonlyMap<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  )
  return new Map(
    paths
      .filter((path) => path !== recordPath)
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
}

function notThere(version: string, why: string): Failure {
  return new Failure(
    'failed',
    `create-raw-http-app ${version}, which made this project, cannot be had: ${why}\n` +
      'Nothing was changed. Give its tarball or folder with --base',
  )
}

function unusable(base: string, why: string): Failure {
  return new Failure('failed', `${base} is no base to merge from: ${why}; nothing was changed`)
}
