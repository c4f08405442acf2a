import { chmodSync, existsSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import { parseArguments } from '../../../src/arguments/parse-arguments.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { realPack, renderProject } from '../../support/real-pack.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { makeProject, makeRepository } from './made-project.ts'

buildFirst()

/** A project that is made at once. */
function filesOf(features: string, ...flags: readonly string[]): Record<string, string> {
  const { choices } = parseArguments(['app', '--features', features, ...flags], realPack, resourceLanguage)
  const given = { node: 20, packageManager: 'npm', ...choices } as const
  const { answers } = resolveAnswers(realPack, given, { nodeMajor: 20, cwd: '/' }, resourceLanguage)
  return Object.fromEntries(renderProject(realPack, answers))
}

test.each<[string, string, readonly string[], readonly string[], string, readonly string[]]>([
  ['what it requires', 'health', [], ['add', 'docs'], 'health,docs', []],
  [
    'one more resource',
    'resource',
    ['--resource', 'posts title'],
    ['add', 'people/person name age:integer'],
    'resource',
    ['--resource', 'posts title', '--resource', 'people/person name age:integer'],
  ],
  ['nothing of a feature', 'health,cors', [], ['remove', 'cors'], 'health', []],
  ['another folder', 'static', [], ['set', '--static-dir', 'web/pages'], 'static', ['--static-dir', 'web/pages']],
  [
    'another package manager and name',
    'docker',
    [],
    ['set', '--pm', 'pnpm', '--name', 'other'],
    'docker',
    ['--pm=pnpm', '--name=other'],
  ],
])(
  '%s: the project is as one made so, and undo gives every byte back',
  async (_, features, flags, args, other, others) => {
    const project = await makeProject(features, ...flags)
    const before = filesBelow(project.folder)
    expect(await project.verb(...args)).toMatchObject({ status: 0, stderr: '' })
    const last = others.filter((flag) => flag.startsWith('--pm'))
    const rest = others.filter((flag) => !flag.startsWith('--pm'))
    expect(filesBelow(project.folder)).toEqual(await filesOf(other, ...rest, ...last))
    expect(await project.verb('undo')).toMatchObject({ status: 0, stderr: '' })
    expect(filesBelow(project.folder)).toEqual(before)
  },
)

test('--json prints one document, and nothing else', async () => {
  const project = await makeProject('health')
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  const { status, stdout, stderr } = await project.verb('add', 'cors', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const document = JSON.parse(stdout)
  expect(Object.keys(document)).toEqual(['verb', 'version', 'answers', 'plan', 'conflicts'])
  expect(document).toMatchObject({ verb: 'add', answers: { features: ['cors', 'health'] }, conflicts: [] })
  expect(document.plan).toEqual(
    expect.arrayContaining([
      { path: 'src/app.ts', action: 'merged' },
      { path: 'src/config.ts', action: 'replaced' },
      { path: 'src/middleware/cors.ts', action: 'new' },
    ]),
  )
  expect(JSON.parse(project.read('.raw-http-app.json')).answers).toEqual(document.answers)
})

test('--dry-run shows the plan and its diff, --check counts it; neither writes', async () => {
  const project = await makeProject('health')
  const before = filesBelow(project.folder)
  const dry = await project.verb('add', 'cors', '--dry-run')
  expect(dry).toMatchObject({ status: 0, stderr: '' })
  expect(dry.stdout).toMatch(/^\+ src\/middleware\/cors\.ts +new$/m)
  expect(dry.stdout).toContain("\n+import { createCors } from './middleware/cors.ts'\n")
  expect(await project.verb('add', 'cors', '--check')).toMatchObject({
    status: 6,
    stderr: expect.stringMatching(/^\d+ files would change/),
  })
  expect(await project.verb('add', 'health', '--check')).toMatchObject({ status: 0 })
  expect(filesBelow(project.folder)).toEqual(before)
  expect(existsSync(project.state)).toBe(false)
})

const refusals: readonly (readonly [readonly string[], string])[] = [
  [['add', 'health'], 'health is in the project already'],
  [['add'], 'add takes a feature, or a resource'],
  [['add', 'cors', '--preset', 'full'], 'add does not go with --preset'],
  [['remove', 'router'], 'router is required by resource: remove resource as well'],
  [['set', '--cors'], 'use "add cors" or "remove cors"'],
  [['set', '--static-dir', 'web'], '--static-dir needs static, which is not in the project: run "add static" first'],
  [['diff', 'nowhere'], 'the project has no "nowhere"'],
  [['explain', 'src/app.ts:9999'], 'no line 9999'],
  [['undo'], 'nothing to undo'],
  [['add', 'cors', '--dir', 'src'], 'src has no .raw-http-app.json'],
]

test('what cannot be is refused by name, and nothing changes', async () => {
  const project = await makeProject('health,resource')
  const before = filesBelow(project.folder)
  for (const [args, reason] of refusals) {
    const { status, stdout, stderr } = await project.verb(...args)
    expect({ args, status, stdout, stderr }).toEqual({
      args,
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(reason),
    })
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
  }
  const [plain, json] = [await project.verb('add', 'health'), await project.verb('add', 'health', '--json')]
  expect(json).toMatchObject({ status: 2, stderr: plain.stderr })
  expect(JSON.parse(json.stdout)).toEqual({ error: { code: 'wrongRequest', message: plain.stderr.trimEnd() } })
  expect(filesBelow(project.folder)).toEqual(before)
})

test('a flag for projects that are there does not go with the making of one', async () => {
  const cwd = scratchFolder()
  const { status, stderr } = await command(['x', '--check'], { cwd })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('--check goes with add, remove') })
  expect((await command(['./add', '--yes', '--no-install', '--no-git'], { cwd })).status).toBe(0)
  expect(existsSync(join(cwd, 'add/package.json'))).toBe(true)
})

test('in a project of another version nothing is done, and what to run is named', async () => {
  const project = await makeProject('health')
  project.edit('.raw-http-app.json', /"version": "[^"]+"/, '"version": "0.0.1"')
  const { status, stderr } = await project.verb('add', 'cors')
  expect(status).toBe(2)
  expect(stderr).toMatch(/"upgrade".*create-raw-http-app@0\.0\.1/)
})

test('a record that is not of these templates changes nothing, and is named', async () => {
  const project = await makeProject('health')
  project.edit('.raw-http-app.json', /("src\/app\.ts": ")[0-9a-f]{8}/, '$100000000')
  const { status, stderr } = await project.verb('add', 'cors')
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('src/app.ts differ; nothing was changed'),
  })
})

test('a file of the user where one would come is named, and nothing is written', async () => {
  const project = await makeProject('health')
  project.lay({ 'src/middleware/cors.ts': 'mine\n' })
  const before = filesBelow(project.folder)
  expect(await project.verb('add', 'cors')).toMatchObject({
    status: 3,
    stderr: expect.stringMatching(/^src\/middleware\/cors\.ts is a file of yours/),
  })
  expect(filesBelow(project.folder)).toEqual(before)
})

describe('what the user made of the files', () => {
  test('is merged: edits stay, a deleted file stays deleted, a README is theirs', async () => {
    const project = await makeProject('health')
    project.edit('src/config.ts', /^export interface Config/m, '/** Mine. */\nexport interface Config')
    project.edit('README.md', /^# .*$/m, '# Mine')
    project.edit('package.json', '"private"', '"description": "mine",\n  "private"')
    rmSync(join(project.folder, 'test/settings.test.ts'))
    const { status, stdout } = await project.verb('add', 'rate-limit')
    expect(status).toBe(0)
    expect(project.read('src/config.ts')).toContain('/** Mine. */\nexport interface Config')
    expect(project.read('src/config.ts')).toContain('rateLimit')
    expect(project.read('README.md')).toMatch(/^# Mine/)
    expect(stdout).toMatch(/^\+.*`RATE_LIMIT_MAX`/m)
    expect(existsSync(join(project.folder, 'test/settings.test.ts'))).toBe(false)
    expect(stdout).toMatch(/^= test\/settings\.test\.ts +deleted by you$/m)
  })

  test('is between markers where both sides changed a line, and status 4 says so', async () => {
    const project = await makeRepository('health')
    project.edit('src/app.ts', '      readTarget(ctx)', '      mine(ctx)')
    await project.git('commit', '--quiet', '--all', '--message=mine')
    const { status, stderr, stdout } = await project.verb('add', 'rate-limit', '--json')
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: expect.stringMatching(/^conflicts remain in src\/app\.ts\n/),
    })
    expect(JSON.parse(stdout).conflicts).toEqual(['src/app.ts'])
    expect(project.read('src/app.ts')).toMatch(
      /^<<<<<<< yours\n[\s\S]*mine\(ctx\)\n\|{7} as it was made, .*\n[\s\S]*\n=======\n[\s\S]*countIfRefused[\s\S]*\n>>>>>>> add rate-limit, .*\n/m,
    )
    expect(await project.git('ls-files', '--unmerged', '--', 'src/app.ts')).toMatch(/ 1\t[\s\S]* 2\t[\s\S]* 3\t/)
    expect(await project.verb('add', 'cors', '--allow-dirty')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('src/app.ts still holds the markers of a conflict'),
    })
    expect(await project.verb('undo')).toMatchObject({ status: 0 })
    expect(await project.git('status', '--porcelain')).toBe('')
  })

  test('is left alone where conflicts are to be files', async () => {
    const project = await makeProject('health')
    project.edit('src/app.ts', '      readTarget(ctx)', '      mine(ctx)')
    const mine = project.read('src/app.ts')
    expect((await project.verb('add', 'rate-limit', '--conflicts', 'files')).status).toBe(4)
    expect(project.read('src/app.ts')).toBe(mine)
    expect(project.read('src/app.new.ts')).toContain('countIfRefused')
  })

  test('keeps its keys in package.json, which gets no markers', async () => {
    const project = await makeProject('health')
    project.edit('package.json', /"test": ".*"/, '"test": "mine"')
    const { status, stdout } = await project.verb('set', '--node', '22')
    expect(status).toBe(4)
    expect(stdout).toMatch(/^! package\.json +conflict: your scripts\.test is kept$/m)
    expect(JSON.parse(project.read('package.json'))).toMatchObject({
      scripts: { test: 'mine' },
      engines: { node: '>=22.18' },
    })
  })

  test('keeps line ends, modes and links', async () => {
    const project = await makeProject('health')
    project.edit('src/app.ts', /\n/g, '\r\n')
    chmodSync(join(project.folder, 'src/config.ts'), 0o755)
    writeFileSync(join(project.folder, 'real.ts'), project.read('test/support.ts'))
    rmSync(join(project.folder, 'test/support.ts'))
    symlinkSync('../real.ts', join(project.folder, 'test/support.ts'))
    expect((await project.verb('add', 'graceful-shutdown')).status).toBe(4)
    expect(project.read('src/app.ts')).toMatch(/^(?:[^\n]*\r\n)+$/)
    expect(statSync(join(project.folder, 'src/config.ts')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(project.folder, 'test/support.new.ts'))).toBe(true)
  })

  test('moves along with its folder; what else is in the old one stays and is named', async () => {
    const project = await makeProject('static')
    project.edit('public/index.html', '<body>', '<body data-mine>')
    project.lay({ 'public/mine.txt': 'mine\n' })
    const { status, stdout } = await project.verb('set', '--static-dir', 'web')
    expect(status).toBe(0)
    expect(stdout).toContain('left in public: public/mine.txt')
    expect(stdout).toMatch(/^> public\/index\.html -> web\/index\.html +moved/m)
    expect(project.read('web/index.html')).toContain('<body data-mine>')
    expect(Object.keys(filesBelow(project.folder)).filter((path) => path.startsWith('public/'))).toEqual([
      'public/mine.txt',
    ])
  })
})

describe('in a repository', () => {
  test('changes that are not committed are named, and nothing is written', async () => {
    const project = await makeRepository('health')
    project.edit('src/app.ts', /^export/m, '// mine\nexport')
    project.lay({ 'notes.txt': 'mine\n' })
    const before = filesBelow(project.folder)
    expect(await project.verb('add', 'cors')).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/^src\/app\.ts has uncommitted changes; nothing was written\n.*--allow-dirty/),
    })
    expect(filesBelow(project.folder)).toEqual(before)
    expect((await project.verb('add', 'cors', '--dry-run')).status).toBe(0)
    expect((await project.verb('add', 'cors', '--allow-dirty')).status).toBe(0)
    expect(project.read('src/app.ts')).toContain('// mine')
  })

  test('a file that the plan leaves alone may be changed', async () => {
    const project = await makeRepository('health')
    project.edit('src/routes/health.ts', /^export/m, '// mine\nexport')
    expect((await project.verb('add', 'cors')).status).toBe(0)
  })
})
