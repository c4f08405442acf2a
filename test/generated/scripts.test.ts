import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startingSets } from '../support/combinations.ts'
import { failuresIn } from '../support/own-tests.ts'
import { linkModules, type Project, renderProject, textOf, writeProject } from '../support/project.ts'
import { realPack } from '../support/real-pack.ts'
import { run } from '../support/run.ts'
import { folderForFile } from '../support/scratch.ts'
import { startServer } from '../support/server-process.ts'
import { probe } from './probes.ts'

const root = folderForFile()
const sets = startingSets(realPack, 20).map((combination): [string, Project] => [
  combination.name,
  { ...renderProject(realPack, combination), folder: '' },
])

describe.each(sets)('the scripts of %s', (_, rendered) => {
  let project: Project
  const npm = (...args: string[]) => run('npm', args, { cwd: project.folder })

  beforeAll(() => {
    project = writeProject(rendered, root)
    linkModules(project.folder, project.answers.node)
  })

  test('test passes', async () => {
    const outcome = await npm('test')
    expect(outcome.status, failuresIn(outcome)).toBe(0)
  })

  test('check passes', async () => {
    const { status, output } = await npm('run', 'check')
    expect(status, output).toBe(0)
  })

  test('build makes what start serves, until a signal ends it', async () => {
    const built = await npm('run', 'build')
    expect(built.status, built.output).toBe(0)
    expect(existsSync(join(project.folder, 'dist/server.js'))).toBe(true)
    const server = await startServer('npm', ['start'], project.folder)
    await probe(server.url, project)
  })

  test('what is built needs nothing but dist and package.json, and ends with 0 when told to', async () => {
    const server = await startServer(process.execPath, ['dist/server.js'], project.folder, { NODE_ENV: 'production' })
    expect((await fetch(`${server.url}/no/such/page`)).status).toBe(404)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('dev serves, and serves anew after a change', async () => {
    const server = await startServer('npm', ['run', 'dev'], project.folder)
    const file = join(project.folder, 'src/app.ts')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n// changed\n`)
    const again = await server.says(/listening on http:\/\/[\w.:[\]]+/)
    const url = again.slice('listening on '.length)
    expect((await fetch(`${url}/no/such/page`)).status).toBe(404)
  })

  test('the defaults in .env.example are those of the code', async () => {
    const example = [...textOf(project, '.env.example').matchAll(/^# ([A-Z][A-Z0-9_]*)=(.+)$/gm)]
    const env = Object.fromEntries(example.map(([, name, value]) => [name, value]))
    const compare = `
      import assert from 'node:assert/strict'
      import { readConfig } from './dist/config.js'
      assert.deepEqual(readConfig(${JSON.stringify(env)}), readConfig({}))`
    const args = ['--input-type=module', '--eval', compare]
    const { status, output } = await run(process.execPath, args, { cwd: project.folder })
    expect(example.length).toBeGreaterThan(0)
    expect(status, output).toBe(0)
  })

  test('a setting that is not allowed stops the start with one line that names it', async () => {
    const { status, output } = await run(process.execPath, ['dist/server.js'], {
      cwd: project.folder,
      env: { PORT: 'http' },
    })
    expect([status, output.split('\n')]).toEqual([1, [expect.stringMatching(/^PORT=http /)]])
  })
})
