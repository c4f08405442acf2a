import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { install } from '../../../src/finish/install.ts'
import { type PackageManager, packageManagers } from '../../../src/model/answers.ts'
import { machinePath, scratch, withPrograms } from './programs.ts'

test('npm installs a project for real, development packages too, whatever NODE_ENV and npm around it say', async () => {
  const directory = scratch()
  const local = join(directory, 'local')
  mkdirSync(local)
  writeFileSync(join(local, 'package.json'), '{"name": "local", "version": "1.0.0"}')
  writeFileSync(join(directory, 'package.json'), '{"devDependencies": {"local": "file:./local"}}')
  const misleading = {
    NODE_ENV: 'production',
    npm_config_omit: 'dev',
    npm_config_dry_run: 'true',
    npm_config_global: 'true',
  }
  const env = { ...process.env, ...misleading, npm_config_cache: join(directory, 'cache') }
  expect(await install(directory, 'npm', { env })).toEqual({ state: 'done' })
  expect(existsSync(join(directory, 'node_modules/local/package.json'))).toBe(true)
})

test('npm that cannot reach its registry fails with its own words and the next move', async () => {
  const directory = scratch()
  writeFileSync(join(directory, 'package.json'), '{"devDependencies": {"typescript": "7"}}')
  const env = { ...process.env, npm_config_offline: 'true', npm_config_cache: join(directory, 'cache') }
  expect(await install(directory, 'npm', { env })).toEqual({
    state: 'failed',
    why: expect.stringMatching(/typescript.* failed: .*\. Mend that, then run "npm install"\.$/),
  })
})

test.each(packageManagers)('a missing %s is said, with what to do', async (packageManager) => {
  expect(await install(scratch(), packageManager, { env: withPrograms({}) })).toEqual({
    state: 'failed',
    why: `${packageManager} is not installed, or not on the PATH. Install it, then run "${packageManager} install".`,
  })
})

test.each(packageManagers)(
  '%s runs in the project, without input, and its lines are handed on',
  async (packageManager) => {
    const directory = scratch()
    const lines: string[] = []
    const script = 'echo "$1 in $(pwd) for [$NODE_ENV]"; if read answer; then echo asked; fi; echo warned >&2'
    const env = { ...withPrograms({ [packageManager]: script }, machinePath), NODE_ENV: 'production' }
    const onOutput = (line: string) => void lines.push(line)
    expect(await install(directory, packageManager, { env, onOutput })).toEqual({ state: 'done' })
    expect(lines.sort()).toEqual([`install in ${directory} for []`, 'warned'])
  },
)

describe('nothing of the project is run', () => {
  const hostile = {
    'package.json': JSON.stringify({
      scripts: Object.fromEntries(
        ['preinstall', 'install', 'postinstall', 'prepare'].map((name) => [name, 'echo > ran']),
      ),
      dependencies: { local: 'file:./local' },
    }),
    'binding.gyp': '{"targets": [{"target_name": "x", "type": "none", "variables": {"x": "<!(echo > ran)"}}]}',
    'local/package.json': '{"name": "local", "version": "1.0.0", "scripts": {"postinstall": "echo > ../ran"}}',
    'local/binding.gyp': '{"targets": [{"target_name": "x", "type": "none", "variables": {"x": "<!(echo > ../ran)"}}]}',
  }

  test('by npm', async () => {
    const directory = scratch()
    mkdirSync(join(directory, 'local'))
    for (const [name, text] of Object.entries(hostile)) writeFileSync(join(directory, name), text)
    const env = { ...process.env, npm_config_ignore_scripts: 'false', npm_config_cache: join(directory, 'cache') }
    expect(await install(directory, 'npm', { env })).toEqual({ state: 'done' })
    expect(existsSync(join(directory, 'node_modules/local'))).toBe(true)
    expect([existsSync(join(directory, 'ran')), existsSync(join(directory, 'local/ran'))]).toEqual([false, false])
  })

  test.each([
    ['npm', '--ignore-scripts'],
    ['pnpm', '--ignore-scripts'],
    ['bun', '--ignore-scripts'],
    ['yarn', '--mode=skip-build'],
  ] as const)('as %s is told by %s and its environment', async (packageManager, flag) => {
    const lines: string[] = []
    const script = 'echo "$@"; echo "$YARN_IGNORE_SCRIPTS $YARN_ENABLE_SCRIPTS $COREPACK_ENV_FILE"'
    const env = { ...withPrograms({ [packageManager]: script }, machinePath), COREPACK_ENV_FILE: '.corepack.env' }
    await install(scratch(), packageManager, { env, onOutput: (line) => void lines.push(line) })
    expect(lines).toEqual([expect.stringContaining(`install ${flag}`), 'true false 0'])
  })
})

describe('a package manager that ends well', () => {
  /** A project below a folder, and what the package manager leaves: the files, from the folder on. */
  async function afterwards(packageManager: PackageManager, left: readonly string[]) {
    const outer = scratch()
    const directory = join(outer, 'packages/app')
    mkdirSync(directory, { recursive: true })
    const devDependencies = { '@types/node': '^24.0.0', typescript: '^7.0.2' }
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ devDependencies }))
    const make = left.map((path) => `mkdir -p ${dirname(join(outer, path))}; echo > ${join(outer, path)}`)
    const env = withPrograms({ [packageManager]: ['true', ...make].join('\n') }, machinePath)
    return { outer, result: await install(directory, packageManager, { env }) }
  }
  const own = ['typescript', '@types/node'].map((name) => `packages/app/node_modules/${name}/package.json`)
  const shared = ['typescript', '@types/node'].map((name) => `node_modules/${name}/package.json`)

  test.each<[PackageManager, string, readonly string[]]>([
    ...packageManagers.map((name) => [name, 'in the project', own] as [PackageManager, string, readonly string[]]),
    ['npm', 'in the workspace', shared],
    ['bun', 'in the workspace', shared],
    ['yarn', 'in the workspace', shared],
    ['yarn', "in Yarn's cache", ['packages/app/.pnp.cjs']],
    ['yarn', "in Yarn's cache, for a workspace", ['.pnp.cjs']],
  ])('%s has installed what is %s', async (packageManager, _, left) => {
    expect((await afterwards(packageManager, left)).result).toEqual({ state: 'done' })
  })

  test.each(packageManagers)('%s has failed where no packages are there, and says so', async (packageManager) => {
    const why = `it ended without an error, but @types/node is not in node_modules. Look at its settings, then run "${packageManager} install".`
    expect((await afterwards(packageManager, [])).result).toEqual({ state: 'failed', why })
  })

  test('where only a part of the packages is there, the missing one is named', async () => {
    const { result } = await afterwards('npm', own.slice(1))
    expect(result).toEqual({ state: 'failed', why: expect.stringContaining('but typescript is not in node_modules') })
  })

  test('pnpm below a workspace that does not list the project has failed, with the next move', async () => {
    const { outer, result } = await afterwards('pnpm', ['pnpm-workspace.yaml', ...shared])
    const why = `it installed the workspace of ${outer}/pnpm-workspace.yaml, which does not list this project. List it there, or run "pnpm install --ignore-workspace".`
    expect(result).toEqual({ state: 'failed', why })
  })
})

describe('an abort', () => {
  test('before the start starts nothing', async () => {
    const directory = scratch()
    const env = withPrograms({ npm: `touch ${directory}/started` }, machinePath)
    const result = await install(directory, 'npm', { env, signal: AbortSignal.abort() })
    expect(result).toEqual({ state: 'failed', why: expect.stringMatching(/^it was cancelled\. Run "npm install"/) })
    expect(existsSync(join(directory, 'started'))).toBe(false)
  })

  test.each([
    ['ends it with the processes it started', 'sleep 1000 & echo $! > child; wait'],
    [
      'ends what it leaves behind without a word',
      'sh -c \'trap "" TERM; echo $$ > child; exec >&- 2>&-; while :; do sleep 0.1; done\' & wait',
    ],
    [
      'ends what it leaves behind, talking',
      'sh -c \'trap "" TERM; echo $$ > child; while :; do sleep 0.1; done\' & wait',
    ],
  ])('%s', async (_, script) => {
    const directory = scratch()
    const child = join(directory, 'child')
    const abort = new AbortController()
    const env = withPrograms({ npm: script }, machinePath)
    const watcher = watch(directory, () => {
      if (existsSync(child) && readFileSync(child, 'utf8').endsWith('\n')) abort.abort()
    })
    const result = await install(directory, 'npm', { env, signal: abort.signal })
    watcher.close()
    expect(result).toEqual({ state: 'failed', why: expect.stringMatching(/cancelled/) })
    await gone(Number(readFileSync(child, 'utf8')))
  })
})

test('a process that exits in the middle takes the installation with it', async () => {
  const directory = scratch()
  const outfile = join(directory, 'exiting.mjs')
  const entry = fileURLToPath(new URL('exiting.ts', import.meta.url))
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" }
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', banner })
  const env = withPrograms({ npm: 'echo $$; exec sleep 1000' }, machinePath)
  const pid = execFileSync(process.execPath, [outfile, directory], { env, encoding: 'utf8' })
  await gone(Number(pid))
})

/** Resolves when no process bears the number; the test's time limit is the limit. */
async function gone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1)
  while (existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}
