import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { run } from '../../support/run.ts'
import { makeProject } from './made-project.ts'

buildFirst()

test('diff is a patch of what the user changed, which makes the change again', async () => {
  const project = await makeProject('health')
  const made = filesBelow(project.folder)
  expect(await project.verb('diff')).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(await project.verb('diff', '--check')).toMatchObject({ status: 0 })
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  project.edit('src/config.ts', /\n$/, '')
  rmSync(join(project.folder, 'src/routes/health.ts'))
  const changed = filesBelow(project.folder)
  const { status, stdout } = await project.verb('diff')
  expect(status).toBe(0)
  expect(await project.verb('diff', '--check')).toMatchObject({ status: 6 })
  project.lay(made)
  project.lay({ '../the.patch': stdout })
  const applied = await run('git', ['apply', join(project.folder, '../the.patch')], { cwd: project.folder })
  expect(applied).toEqual({ status: 0, output: '' })
  expect(filesBelow(project.folder)).toEqual(changed)
})

test('diff of paths shows those alone, a file of the user included where it is named', async () => {
  const project = await makeProject('health')
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  project.edit('README.md', /^# .*$/m, '# Mine')
  project.lay({ 'src/own.ts': 'own\n' })
  const patched = async (...words: readonly string[]) =>
    [...(await project.verb('diff', ...words)).stdout.matchAll(/^diff --git a\/(\S+)/gm)].map((match) => match[1])
  expect(await patched()).toEqual(['README.md', 'src/app.ts'])
  expect(await patched('./README.md')).toEqual(['README.md'])
  expect(await patched('src/own.ts')).toEqual(['src/own.ts'])
  const document = JSON.parse((await project.verb('diff', '--json')).stdout)
  expect(document).toMatchObject({
    verb: 'diff',
    plan: [
      { path: 'README.md', action: 'changed by you' },
      { path: 'src/app.ts', action: 'changed by you' },
    ],
  })
})

test('a path is one however it is written, and one outside of the project is a wrong request', async () => {
  const project = await makeProject('health')
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  const plain = (await project.verb('diff', 'src/app.ts')).stdout
  expect(plain).toContain('+// mine')
  for (const path of ['src//app.ts', './src/../src/app.ts', 'test/../src/', '.', join(project.folder, 'src/app.ts')]) {
    expect((await project.verb('diff', path)).stdout, path).toBe(plain)
  }
  const line = (await project.verb('explain', 'src/app.ts:1')).stdout
  for (const path of ['src//app.ts', 'src/./app.ts', join(project.folder, 'src/app.ts')]) {
    expect((await project.verb('explain', `${path}:1`)).stdout, path).toBe(line)
  }
  for (const path of ['..', 'src/../../x', join(project.folder, '../x'), '/']) {
    for (const verb of ['diff', 'explain']) {
      const { status, stderr } = await project.verb(verb, path)
      expect({ verb, path, status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('outside of') })
    }
  }
})

test('line ends are no change of the user', async () => {
  const project = await makeProject('health')
  project.edit('src/app.ts', /\n/g, '\r\n')
  expect((await project.verb('diff')).stdout).toBe('')
})

test('explain names the feature and the template line of each line, and what is the user’s', async () => {
  const project = await makeProject('cors,health')
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  const whole = await project.verb('explain', 'src/app.ts')
  expect(whole.stdout).toMatch(
    /^templates\/features\/cors\/slots\/src\/app\.ts\.hbs:\d+ +\d+ \| import \{ createCors \}/m,
  )
  expect(whole.stdout).toMatch(/^yours +\d+ \| \/\/ mine$/m)
  const lines = project.read('src/app.ts').split('\n')
  const at = (text: string) => lines.findIndex((line) => line.includes(text)) + 1
  const one = await project.verb('explain', `src/app.ts:${at('createCors')}`)
  expect(one.stdout).toMatch(/^src\/app\.ts:\d+ \| .*\n {2}cors \(.+\): templates\/features\/cors\/slots\//)
  expect((await project.verb('explain', `src/app.ts:${at('// mine')}`)).stdout).toContain('\n  yours\n')
  project.lay({ 'src/own.ts': 'own\n' })
  expect((await project.verb('explain', 'src/own.ts')).stdout).toContain('src/own.ts is yours')
})

test.each<[string, (folder: string) => void]>([
  ['in a folder of the same path', (folder) => rmSync(folder, { recursive: true })],
  [
    'in the same folder',
    (folder) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
    },
  ],
])('undo takes nothing back of a project that was there before, %s', async (_, remove) => {
  const project = await makeProject('health')
  expect((await project.verb('add', 'cors')).status).toBe(0)
  const made = filesBelow(project.folder)
  remove(project.folder)
  const flags = ['--features', 'health,cors', '--node', '20', '--pm', 'npm', '--no-install', '--no-git']
  const again = await command(['app', ...flags], {
    cwd: join(project.folder, '..'),
    env: { XDG_STATE_HOME: project.state },
  })
  expect(again).toMatchObject({ status: 0, stderr: '' })
  expect(filesBelow(project.folder)).toEqual(made)
  expect(await project.verb('undo')).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing to undo') })
  expect(filesBelow(project.folder)).toEqual(made)
})

test('undo goes back one after the other, and names what was changed since', async () => {
  const project = await makeProject('health')
  const first = filesBelow(project.folder)
  expect((await project.verb('add', 'cors')).status).toBe(0)
  const second = filesBelow(project.folder)
  expect((await project.verb('add', 'rate-limit')).status).toBe(0)
  project.edit('src/middleware/rate-limit/quotas.ts', /^/, '// mine\n')
  const changed = filesBelow(project.folder)
  expect(await project.verb('undo')).toMatchObject({
    status: 3,
    stderr: expect.stringMatching(/^src\/middleware\/rate-limit\/quotas\.ts was changed since/),
  })
  expect(filesBelow(project.folder)).toEqual(changed)
  project.edit('src/middleware/rate-limit/quotas.ts', /^\/\/ mine\n/, '')
  expect((await project.verb('undo', '--dry-run')).stdout).toContain('- src/middleware/rate-limit/quotas.ts')
  expect((await project.verb('undo', '--check')).status).toBe(6)
  expect(JSON.parse((await project.verb('undo', '--json')).stdout)).toMatchObject({
    verb: 'undo',
    answers: { features: ['cors', 'health'] },
    plan: expect.arrayContaining([{ path: 'src/middleware/rate-limit/quotas.ts', action: 'no longer made' }]),
  })
  expect(filesBelow(project.folder)).toEqual(second)
  expect((await project.verb('undo')).status).toBe(0)
  expect(filesBelow(project.folder)).toEqual(first)
  expect(await project.verb('undo')).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing to undo') })
})
