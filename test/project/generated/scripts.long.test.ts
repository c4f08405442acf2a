import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFirst, cliPath } from '../../support/cli.ts'
import { startingSets } from '../../support/combinations.ts'
import { failuresIn } from '../../support/own-tests.ts'
import { renderProject, textOf } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startServer } from '../../support/server-process.ts'
import { probe } from './probes.ts'

const root = folderForFile()

buildFirst()

const ownScript = new Set(['preset minimal', 'preset full'])
const settingNames = realPack.features.flatMap(({ manifest }) => (manifest.settings ?? []).map(({ name }) => name))

/** Each would make a test fail, or wait for something that never comes. */
const settingsOfShell = {
  CORS_ORIGIN: 'https://a.example',
  HOST: '::1',
  LOG_LEVEL: 'error',
  METRICS_TOKEN: '0123456789abcdef',
  NODE_ENV: 'production',
  PORT: '1',
  SHUTDOWN_DELAY_MS: '60000',
}

describe.each(startingSets(realPack, 20).map((set) => [set.name, set] as const))('%s', (_, set) => {
  const rendered = renderProject(realPack, set)
  const home = join(root, set.name.replace(' ', '-'))
  const folder = join(home, set.answers.name)
  const npm = (...args: string[]) => run('npm', args, { cwd: folder })

  test('is made and installed by the command', async () => {
    mkdirSync(home)
    const args = [cliPath, set.answers.name, '--yes', ...set.flags, '--pm', 'npm', '--no-git']
    const env = { npm_config_prefer_offline: 'true' }
    const { status, output } = await run(process.execPath, args, { cwd: home, env })
    expect(status, output).toBe(0)
    expect(existsSync(join(folder, 'node_modules/typescript'))).toBe(true)
  })

  test('is what rendering gives, file by file', () => {
    const made = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !/^(node_modules\/|package-lock\.json$|\.raw-http-app\.json$)/.test(path))
    expect(made.sort()).toEqual([...rendered.files.keys()].sort())
    for (const path of made) expect(readFileSync(join(folder, path), 'utf8')).toBe(textOf(rendered, path))
  })

  // A process for each file of tests: the longest that an npm script here takes. Those of the sets between are run in
  // one process, by combinations.test.ts.
  if (ownScript.has(set.name)) {
    test('passes its own tests, whatever .env and the shell set', async () => {
      const file = join(folder, '.env')
      writeFileSync(file, settingNames.map((name) => `${name}=invalid\n`).join(''))
      const outcome = await run('npm', ['test'], { cwd: folder, env: settingsOfShell, timeout: 290_000 })
      rmSync(file)
      expect(outcome.status, failuresIn(outcome)).toBe(0)
    }, 300_000)
  }

  test('passes its own check', async () => {
    const { status, output } = await npm('run', 'check')
    expect(status, output).toBe(0)
  })

  test('start before a build says in one line what is missing', async () => {
    const { status, output } = await npm('start')
    expect(status).toBe(1)
    expect(output.split('\n').filter((line) => line.startsWith('dist/'))).toEqual([
      'dist/server.js is missing: npm run build makes it',
    ])
  })

  test('start serves what build made', async () => {
    const built = await npm('run', 'build')
    expect(built.status, built.output).toBe(0)
    expect(existsSync(join(folder, 'dist/server.js'))).toBe(true)
    const server = await startServer('npm', ['start'], folder)
    await probe(server.url, rendered)
  })

  test('what is built needs nothing but dist and package.json, and ends with 0 when told to', async () => {
    const server = await startServer(process.execPath, ['dist/server.js'], folder, { NODE_ENV: 'production' })
    expect((await fetch(`${server.url}/no/such/page`)).status).toBe(404)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  const restarts = ownScript.has(set.name)
    ? 'again after each save, however the file is saved, and after a change of .env'
    : 'again after a save'
  test(`dev serves, and ${restarts}`, async () => {
    const server = await startServer('npm', ['run', 'dev'], folder)
    const file = join(folder, 'src/app.ts')
    const saves = [
      () => writeFileSync(file, `${readFileSync(file, 'utf8')}\n// changed\n`),
      () => {
        writeFileSync(`${file}~`, `${readFileSync(file, 'utf8')}\n// replaced\n`)
        renameSync(`${file}~`, file)
      },
      () => writeFileSync(join(folder, '.env'), 'REQUEST_TIMEOUT_MS=20000\n'),
    ]
    // What restarts is the same file in each project; the first and the last differ in how a server stops.
    for (const save of ownScript.has(set.name) ? saves : saves.slice(0, 1)) {
      save()
      const again = await server.says(/listening on http:\/\/[\w.:[\]]+/)
      const url = again.slice('listening on '.length)
      expect((await fetch(`${url}/no/such/page`)).status).toBe(404)
    }
    rmSync(join(folder, '.env'), { force: true })
  })

  test('the defaults in .env.example are those of the code', async () => {
    const example = [...textOf(rendered, '.env.example').matchAll(/^# ([A-Z][A-Z0-9_]*)=(.+)$/gm)]
    const env = Object.fromEntries(example.map(([, name, value]) => [name, value]))
    const compare = `
      import assert from 'node:assert/strict'
      import { readConfig } from './dist/config.js'
      assert.deepEqual(readConfig(${JSON.stringify(env)}), readConfig({}))`
    const args = ['--input-type=module', '--eval', compare]
    const { status, output } = await run(process.execPath, args, { cwd: folder })
    expect(example.length).toBeGreaterThan(0)
    expect(status, output).toBe(0)
  })

  test('a setting that is not allowed stops the start with one line that names it', async () => {
    const { status, output } = await run(process.execPath, ['dist/server.js'], {
      cwd: folder,
      env: { PORT: 'http' },
    })
    expect([status, output.split('\n')]).toEqual([1, [expect.stringMatching(/^PORT=http /)]])
  })
})
