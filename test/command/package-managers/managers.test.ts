import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesBelow } from '../../support/cli.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startServer } from '../../support/server-process.ts'
import { makeEarlierPackage } from '../verbs/earlier-package.ts'
import { canRun, environmentOf, managers, registryProgram } from './managers.ts'
import { publishEarlier, publishInstalled, publishOurs, type Registry, startRegistry } from './registry.ts'

const root = folderForFile()
let registry: Registry
/** The package of an earlier version. */
let earlier: string

beforeAll(async () => {
  if (registryProgram === undefined) return
  registry = await startRegistry(registryProgram, join(root, 'registry'))
  await publishOurs(registry, join(root, 'ours'))
  earlier = makeEarlierPackage(join(root, 'earlier'), {
    version: '0.0.9',
    texts: { 'templates/base/files/src/listening.ts.hbs': (text) => `// An old line.\n${text}` },
  })
  await publishEarlier(registry, earlier, join(root, 'earlier-tarball'))
  const types = [20, 22, 24, 26].map((major) => (major === 20 ? '@types/node' : `types-node-${major}`))
  const installed = ['typescript', ...types].map((name) => resolve('node_modules', name))
  await publishInstalled(registry, installed, join(root, 'installed'))
})
afterAll(() => registry?.stop())

const version = String(JSON.parse(readFileSync('package.json', 'utf8')).version)

for (const manager of managers) {
  const absent = registryProgram === undefined || !canRun(manager)
  if (absent) console.warn(`${manager.name} cannot run here, its tests are skipped: see npm run test:managers`)

  describe.skipIf(absent)(manager.name, () => {
    const { create, separator, packageManager } = manager
    const home = join(root, manager.name)
    let env: Readonly<Record<string, string>> = {}
    let made: Made

    beforeAll(() => {
      if (absent) return
      mkdirSync(home)
      env = environmentOf(manager, registry.url, home)
    })

    const shell = (line: string, cwd: string) => run('sh', ['-c', line], { cwd, env, timeout: 110_000 })
    const folder = (name: string) => {
      mkdirSync(join(home, name))
      return join(home, name)
    }

    test('on a first run it makes a project, installs it, and tells how to go on with it', async () => {
      const before = registry.tarballsAskedFor('create-raw-http-app')
      made = await make(`${create} x ${separator}--yes`, folder('first'))
      expect(made.answers).toMatchObject({ packageManager })
      expect(made.output).toMatch(`\nNext steps\n  cd x\n  ${packageManager} run dev\n`)
      expect(existsSync(join(made.project, 'node_modules/typescript'))).toBe(true)
      expect(registry.tarballsAskedFor('create-raw-http-app')).toBeGreaterThan(before)
    })

    test('on a second run it makes the same, from what the first one downloaded', async () => {
      const before = registry.tarballsAskedFor('create-raw-http-app')
      const again = await make(`${create} x ${separator}--yes`, folder('second'))
      expect(again.files).toEqual(made.files)
      expect(registry.tarballsAskedFor('create-raw-http-app')).toBe(before)
    })

    test('the next steps that are printed serve the project', async () => {
      const [, steps = ''] = /\nNext steps\n([\s\S]*?)\n\n/.exec(made.output) ?? []
      const line = steps.trim().replaceAll(/\n */g, ' && ')
      const server = await startServer('sh', ['-c', line], join(home, 'first'), env)
      const answer = await fetch(`${server.url}/api/todos`)
      expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 200, body: { total: 0 } })
    })

    test('the line that is printed makes the same project', async () => {
      const [, line = ''] = /\nMake this very project again\n +(.*)/.exec(made.output) ?? []
      expect(line).toContain(`@${version} x `)
      const again = await make(line, folder('again'))
      expect(again.files).toEqual(made.files)
    })

    test('without a directory and a terminal it ends with 2', async () => {
      const cwd = folder('nothing')
      const { status, output } = await shell(create, cwd)
      expect(output).toContain('the directory is missing, and nothing is asked outside of a terminal')
      expect({ status, files: filesBelow(cwd) }).toEqual({ status: 2, files: {} })
    })

    test('flags reach it', async () => {
      const cwd = folder('flags')
      const { status, output } = await shell(`${create} x ${separator}--dry-run --no-install --no-git --pm bun`, cwd)
      expect(output).toMatch(/\d+ files, [\d.]+ kB/)
      expect({ status, files: filesBelow(cwd) }).toEqual({ status: 0, files: {} })
    })

    test('upgrade brings the earlier version from the registry, and from then on from the cache', async () => {
      const cwd = folder('upgraded')
      const flags = `--features health --pm ${packageManager} --no-install --no-git`
      const state = `XDG_STATE_HOME='${join(cwd, 'state')}'`
      const old = await shell(`node '${join(earlier, 'dist/cli.js')}' app ${flags}`, cwd)
      expect(old.status, old.output).toBe(0)
      const app = join(cwd, 'app')
      const ours = `${state} node '${resolve('dist/cli.js')}'`
      const check = await shell(`${ours} upgrade --check`, app)
      expect(check.status, check.output).toBe(6)
      const before = registry.tarballsAskedFor('create-raw-http-app')
      const upgraded = await shell(`${ours} upgrade`, app)
      expect(upgraded.status, upgraded.output).toBe(0)
      expect(registry.tarballsAskedFor('create-raw-http-app')).toBe(before)
      await shell(`${ours} app ${flags}`, folder('fresh'))
      expect(ownFiles(app)).toEqual(ownFiles(join(home, 'fresh/app')))
    })

    if (packageManager === 'npm') {
      test('flags that npm keeps are given back in a line that works', async () => {
        const cwd = folder('kept')
        const name = create.replace('@latest', '')
        // npm that is told of a dry run installs nothing, us neither: it has to have us already.
        const unknown = await shell(`${name} x --dry-run`, cwd)
        expect({ isDone: unknown.status === 0, files: filesBelow(cwd) }).toEqual({ isDone: false, files: {} })
        await shell(name, cwd)
        const { status, output } = await shell(`${name} x --dry-run --pm pnpm`, cwd)
        expect({ status, files: filesBelow(cwd) }).toEqual({ status: 2, files: {} })
        expect(output).toContain('npm kept --pm, --dry-run for itself')
        const [, line = ''] = /^Type: (.*)$/m.exec(output) ?? []
        expect(line).toBe(`${name} x -- --pm pnpm --dry-run`)
        const again = await shell(line, cwd)
        expect(again.output).toMatch(/\d+ files, [\d.]+ kB/)
        expect({ status: again.status, files: filesBelow(cwd) }).toEqual({ status: 0, files: {} })
      })
    } else {
      test('a "--" that only npm wants is no harm, or is named', async () => {
        const cwd = folder('dashes')
        const { status, output } = await shell(`${create} x -- --dry-run`, cwd)
        // Yarn 1 takes it away, as npm does.
        const isTaken = manager.name === 'yarn-1'
        expect(output).toMatch(isTaken ? /\d+ files, [\d.]+ kB/ : /^--dry-run stands behind "--"/m)
        expect({ status, files: filesBelow(cwd) }).toEqual({ status: isTaken ? 0 : 2, files: {} })
      })
    }

    async function make(line: string, cwd: string): Promise<Made> {
      const { status, output } = await shell(line, cwd)
      expect(status, output).toBe(0)
      const project = join(cwd, 'x')
      const { answers } = JSON.parse(readFileSync(join(project, '.raw-http-app.json'), 'utf8'))
      return { output, project, answers, files: ownFiles(project) }
    }
  })
}

interface Made {
  readonly output: string
  readonly project: string
  readonly answers: Readonly<Record<string, unknown>>
  /** Those that the command wrote, git and the package manager left aside. */
  readonly files: Readonly<Record<string, string>>
}

const othersPaths = /^(?:\.git|node_modules|\.yarn)\/|^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/

function ownFiles(project: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filesBelow(project)).filter(([path]) => !othersPaths.test(path)))
}
