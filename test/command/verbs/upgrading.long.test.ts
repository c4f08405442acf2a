import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow, startCli } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { plainEnvironment, run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { lay } from '../../unit/disk/scratch.ts'
import { makeEarlierPackage } from './earlier-package.ts'
import { makeProject } from './made-project.ts'
import { startRegistry } from './registry.ts'

buildFirst()

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const base = 'templates/base/files/src'

/** A project that version 0.0.9 made, and that version's package. */
async function makeEarlier() {
  const cwd = scratchFolder()
  const earlier = makeEarlierPackage(join(cwd, 'earlier'), {
    version: '0.0.9',
    texts: {
      [`${base}/listening.ts.hbs`]: (text) => `// An old line.\n${text}// Another old line.\n`,
    },
    targets: { [`${base}/http/run-safely.ts.hbs`]: 'src/http/run-request.ts' },
  })
  const flags = ['app', '--features', 'health', '--node', '20', '--pm', 'npm', '--no-install', '--no-git']
  const made = await execa(process.execPath, [join(earlier, 'dist/cli.js'), ...flags], {
    cwd,
    env: plainEnvironment(),
    extendEnv: false,
  })
  expect(made.exitCode).toBe(0)
  const folder = join(cwd, 'app')
  const env = { XDG_STATE_HOME: join(cwd, 'state') }
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return { cwd, folder, earlier, read, verb: (...args: readonly string[]) => command(args, { cwd: folder, env }) }
}

describe('upgrade', () => {
  test('of a project that nobody changed gives what this version makes, and undo what was', async () => {
    const { folder, earlier, verb } = await makeEarlier()
    const before = filesBelow(folder)
    expect(await verb('upgrade', '--base', earlier)).toMatchObject({ status: 0, stderr: '' })
    const now = await makeProject('health')
    expect(filesBelow(folder)).toEqual(filesBelow(now.folder))
    expect(await verb('upgrade')).toMatchObject({ status: 0, stdout: 'Nothing to do.\n' })
    expect((await verb('undo')).status).toBe(0)
    expect(filesBelow(folder)).toEqual(before)
  })

  test('from a tarball keeps edits, takes those of a renamed file along, and finds conflicts', async () => {
    const { cwd, folder, earlier, read, verb } = await makeEarlier()
    const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', cwd], {
      cwd: earlier,
    })
    expect(packed.status, packed.output).toBe(0)
    const listening = read('src/listening.ts')
    const renamed = read('src/http/run-request.ts')
    lay(folder, {
      'src/listening.ts': listening.replace('// An old line.', '// Mine.'),
      'src/http/run-request.ts': `// mine\n${renamed}`,
    })
    const { status, stdout, stderr } = await verb(
      'upgrade',
      '--base',
      join(cwd, 'create-raw-http-app-0.0.9.tgz'),
      '--json',
    )
    expect({ status, stderr }).toEqual({ status: 4, stderr: expect.stringContaining('src/listening.ts') })
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ verb: 'upgrade', version, conflicts: ['src/listening.ts'] },
      plan: expect.arrayContaining([
        { path: 'src/http/run-safely.ts', action: 'moved' },
        { path: 'src/listening.ts', action: 'conflict' },
      ]),
    })
    expect(read('src/http/run-safely.ts')).toMatch(/^\/\/ mine\n/)
    expect(existsSync(join(folder, 'src/http/run-request.ts'))).toBe(false)
    expect(read('src/listening.ts')).toMatch(
      /^<<<<<<< yours\n\/\/ Mine\.\n\|{7} as it was made, 0\.0\.9\n\/\/ An old line\.\n=======\n>>>>>>> upgrade, /,
    )
    expect(read('src/listening.ts')).not.toContain('// Another old line.')
  })

  test('takes the earlier version from the registry of the project, and from then on from the cache', async () => {
    const { cwd, folder, earlier } = await makeEarlier()
    const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', cwd], {
      cwd: earlier,
    })
    expect(packed.status, packed.output).toBe(0)
    const registry = await startRegistry(join(cwd, 'create-raw-http-app-0.0.9.tgz'), '0.0.9')
    lay(folder, { '.npmrc': `registry=${registry.address}\n` })
    const env = {
      XDG_STATE_HOME: join(cwd, 'state'),
      npm_config_cache: join(cwd, 'cache'),
      npm_config_registry: registry.address,
    }
    const upgrade = (...flags: readonly string[]) => command(['upgrade', ...flags], { cwd: folder, env })
    expect(await upgrade('--check')).toMatchObject({ status: 6 })
    const count = registry.asked.length
    expect(count).toBeGreaterThan(0)
    expect(await upgrade()).toMatchObject({ status: 0, stderr: '' })
    expect(registry.asked.length).toBe(count)
    const { '.npmrc': _, ...files } = filesBelow(folder)
    expect(files).toEqual(filesBelow((await makeProject('health')).folder))
  })

  test('shows the difference to what the earlier version made', async () => {
    const { folder, earlier, read, verb } = await makeEarlier()
    lay(folder, { 'src/listening.ts': read('src/listening.ts').replace('// An old line.', '// Mine.') })
    const { stdout } = await verb('diff', '--base', earlier)
    expect(stdout).toContain('\n-// An old line.\n+// Mine.\n')
    expect(stdout.match(/^diff --git/gm)).toHaveLength(1)
  })

  test.each<[string, (cwd: string) => string, string]>([
    ['is not there', () => 'nowhere', 'there is nothing of that name'],
    ['is no package', (cwd) => lay(join(cwd, 'empty'), {}), 'not the package of this command'],
    ['is no tarball', (cwd) => join(lay(join(cwd, 'odd'), { 'x.tgz': 'x' }), 'x.tgz'), 'not a tarball'],
    [
      'is of another version',
      (cwd) => makeEarlierPackage(join(cwd, 'other'), { version: '0.0.8' }),
      'of version 0.0.8',
    ],
    [
      'renders something else',
      (cwd) => makeEarlierPackage(join(cwd, 'same'), { version: '0.0.9' }),
      'src/listening.ts',
    ],
  ])('with a base that %s changes nothing, and says why', async (_, make, why) => {
    const { cwd, folder, verb } = await makeEarlier()
    const before = filesBelow(folder)
    expect(await verb('upgrade', '--base', make(cwd))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(new RegExp(`${why}[\\s\\S]*nothing was changed`)),
    })
    expect(filesBelow(folder)).toEqual(before)
  })

  test('of a project that a newer version made is refused', async () => {
    const project = await makeProject('health')
    project.edit('.raw-http-app.json', `"version": "${version}"`, '"version": "99.0.0"')
    expect(await project.verb('upgrade')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('create-raw-http-app@latest'),
    })
  })
})

test("upgrade brings features of one's own to their new folder, from the old one", async () => {
  const cwd = scratchFolder()
  const pack = (name: string, text: string) => ({
    [`${name}/tea/feature.json`]: '{ "title": "Tea", "hint": "serves tea" }',
    [`${name}/tea/files/TEA.md.hbs`]: `One.\n\n${text}\n\nThree.\n`,
  })
  lay(cwd, { ...pack('old', 'Two.'), ...pack('new', 'Two and a half.') })
  const flags = ['app', '--features', 'tea', '--pack', 'old', '--node', '20', '--pm', 'npm', '--no-install', '--no-git']
  expect(await command(flags, { cwd })).toMatchObject({ status: 0 })
  const folder = join(cwd, 'app')
  lay(folder, { 'TEA.md': 'One of mine.\n\nTwo.\n\nThree.\n' })
  const env = { XDG_STATE_HOME: join(cwd, 'state') }
  const upgrade = (...more: readonly string[]) =>
    command(['upgrade', '--pack', '../new', ...more], { cwd: folder, env })
  expect(await upgrade('--base-pack', '../old')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^~ TEA\.md +merged$/m),
  })
  expect(readFileSync(join(folder, 'TEA.md'), 'utf8')).toBe('One of mine.\n\nTwo and a half.\n\nThree.\n')
  expect(await upgrade()).toMatchObject({ status: 0, stdout: 'Nothing to do.\n' })
})

describe('in a project that its owner formats', () => {
  /** Two spaces become four and statements end in semicolons: what a formatter of a project may do. */
  const formatter = `import { readFileSync, writeFileSync } from 'node:fs'
for (const path of process.argv.slice(2)) {
  if (!path.endsWith('.ts')) continue
  const lines = readFileSync(path, 'utf8').split('\\n')
  const styled = lines.map((line) => line.replace(/^ +/, (gap) => gap + gap).replace(/([\\w)'])$/, '$1;'))
  writeFileSync(path, styled.join('\\n'))
}
`

  test('with a command that is named, style is no difference, and what comes is in the style of the rest', async () => {
    const project = await makeProject('health')
    project.lay({ '../format.mjs': formatter })
    const format = `"${process.execPath}" "${join(project.folder, '../format.mjs')}"`
    const sources = Object.keys(filesBelow(project.folder)).filter((path) => path.endsWith('.ts'))
    await run(process.execPath, [
      join(project.folder, '../format.mjs'),
      ...sources.map((path) => join(project.folder, path)),
    ])
    project.edit('src/app.ts', /^export/m, '// mine\nexport')
    expect((await project.verb('diff', '--format', format)).stdout.match(/^[+-](?![+-]).*$/gm)).toEqual(['+// mine'])
    expect(await project.verb('add', 'rate-limit', '--format', format)).toMatchObject({ status: 0, stderr: '' })
    expect(project.read('src/app.ts')).toContain('// mine')
    expect(project.read('src/app.ts')).toContain("import { createRateLimit } from './middleware/rate-limit.ts';\n")
    expect(project.read('src/middleware/rate-limit.ts')).toMatch(/from '\.\/\S+';\n/)
    expect(Object.keys(filesBelow(project.folder)).filter((path) => path.startsWith('.create-'))).toEqual([])
  })

  test('with Biome in another style of its own, nothing needs to be named', async () => {
    const project = await makeProject('health')
    project.lay({
      'biome.json': '{ "formatter": { "indentStyle": "tab", "lineWidth": 80 }, "files": { "includes": ["src/**"] } }\n',
    })
    mkdirSync(join(project.folder, 'node_modules/.bin'), { recursive: true })
    symlinkSync(biomeProgram(), join(project.folder, 'node_modules/.bin/biome'))
    const formatted = await run('node_modules/.bin/biome', ['format', '--write', '.'], { cwd: project.folder })
    expect(formatted.status, formatted.output).toBe(0)
    expect(project.read('src/app.ts')).toContain('\t')
    project.edit('src/app.ts', /^export/m, '// mine\nexport')
    expect((await project.verb('diff', 'src')).stdout.match(/^[+-](?![+-]).*$/gm)).toEqual(['+// mine'])
    expect(await project.verb('add', 'rate-limit')).toMatchObject({ status: 0, stderr: '' })
    const checked = await run('node_modules/.bin/biome', ['format', '.'], { cwd: project.folder })
    expect(checked.status, checked.output).toBe(0)
  })

  test('a command that fails changes nothing', async () => {
    const project = await makeProject('health')
    project.edit('src/app.ts', /^export/m, '// mine\nexport')
    const before = filesBelow(project.folder)
    expect(await project.verb('add', 'cors', '--format', 'exit 3;')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^--format "exit 3;" failed: [\s\S]*nothing was changed/),
    })
    expect(filesBelow(project.folder)).toEqual(before)
  })
})

/** Started once for each file: what npm links starts a Node first, which takes longer than to format the file. */
function biomeProgram(): string {
  const [linked, own] = ['.bin/biome', `@biomejs/cli-${process.platform}-${process.arch}/biome`]
  return resolve('node_modules', existsSync(join('node_modules', own)) ? own : linked)
}

test('a merge that does not compile ends with 4, and names what fails', async () => {
  const project = await makeProject('health')
  mkdirSync(join(project.folder, 'node_modules/.bin'), { recursive: true })
  for (const name of ['typescript', '.bin/tsc'])
    symlinkSync(resolve('node_modules', name), join(project.folder, 'node_modules', name))
  mkdirSync(join(project.folder, 'node_modules/@types'))
  symlinkSync(resolve('node_modules/@types/node'), join(project.folder, 'node_modules/@types/node'))
  expect(await project.verb('add', 'cors')).toMatchObject({ status: 0, stderr: '' })
  expect(await project.verb('doctor')).toMatchObject({ status: 0, stdout: 'Nothing is wrong.\n' })
  writeFileSync(join(project.folder, 'src/own.ts'), 'export const own: string = 1\n')
  const { status, stderr } = await project.verb('add', 'compression')
  expect({ status, stderr }).toEqual({ status: 4, stderr: expect.stringContaining("src/own.ts:1: Type 'number'") })
  expect(await project.verb('doctor')).toMatchObject({ status: 6, stdout: expect.stringContaining('! src/own.ts:1: ') })
})

test('a run that is cancelled at the check ends so, and says that the changes are made', async () => {
  const project = await makeProject('health')
  project.lay({
    'check.mjs': "import { writeFileSync } from 'node:fs'\nwriteFileSync('began', '')\nsetInterval(() => {}, 1000)\n",
  })
  project.edit('package.json', /"check": ".*"/, '"check": "node check.mjs"')
  mkdirSync(join(project.folder, 'node_modules/typescript'), { recursive: true })
  const running = startCli(['add', 'cors'], { cwd: project.folder, env: { XDG_STATE_HOME: project.state } })
  await expect.poll(() => existsSync(join(project.folder, 'began')), { timeout: 30_000 }).toBe(true)
  running.kill('SIGINT')
  const { exitCode, stderr } = await running
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: expect.stringContaining('the changes are made') })
  expect(existsSync(join(project.folder, 'src/middleware/cors.ts'))).toBe(true)
})

test('doctor says in --json too that the types were not checked', async () => {
  const project = await makeProject('health')
  const { stdout } = await project.verb('doctor', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], unchecked: 'its packages are not installed' })
})

test('doctor finds a record that is not of these templates', async () => {
  const project = await makeProject('health')
  project.edit('.raw-http-app.json', /("src\/app\.ts": ")[0-9a-f]{8}/, '$100000000')
  const { status, stdout } = await project.verb('doctor')
  expect({ status, stdout }).toEqual({
    status: 6,
    stdout: expect.stringMatching(
      /^! create-raw-http-app \S+ does not render what .* src\/app\.ts differ\n {2}Restore/,
    ),
  })
})

test('doctor names a Node that the project can be set to, and no other', async () => {
  const [plain, stored] = [
    await makeProject('health', '--node', '26'),
    await makeProject('resource', '--node', '26', '--store', 'sqlite'),
  ]
  expect((await plain.verb('doctor')).stdout).toMatch(/^ {2}Install Node 26(?:, or run "set --node \d\d")?$/m)
  if (process.version.startsWith('v20.')) {
    expect((await plain.verb('doctor')).stdout).toContain('or run "set --node 20"')
    expect((await stored.verb('doctor')).stdout).toMatch(/^ {2}Install Node 26$/m)
  }
})

test('doctor finds markers, settings that nothing reads, and an outdated version', async () => {
  const project = await makeProject('cors')
  project.edit('src/app.ts', /^export/m, '<<<<<<< yours\n=======\n>>>>>>> next\nexport')
  project.edit('.raw-http-app.json', `"version": "${version}"`, '"version": "0.0.1"')
  project.lay({ '.env': 'PORT=80\nCORS_ORIGN=*\nOWN=1\n', 'src/own.ts': 'export const own = process.env.OWN\n' })
  const { status, stdout } = await project.verb('doctor')
  expect(status).toBe(6)
  expect(stdout.match(/^! .*/gm)).toEqual([
    expect.stringMatching(/^! the project is of version 0\.0\.1; this is /),
    '! src/app.ts holds the markers of a conflict',
    '! .env sets CORS_ORIGN, which nothing in the project reads',
  ])
  expect(stdout).toContain('Did you mean CORS_ORIGIN?')
})
