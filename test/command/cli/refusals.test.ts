import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildFirst, cli, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

/** Rows that show of each status that the process ends with it, and prints it. The others are about the words. */
const started = new Set(['an unknown flag', 'a directory in use'])

test.each<[string, readonly string[], number, string]>([
  ['no directory', [], 2, 'the directory is missing'],
  ['no directory, though all else is said', ['--preset', 'minimal', '--no-install'], 2, 'the directory is missing'],
  ['an unknown flag', ['x', '--templte', 'y'], 2, 'unknown flag --templte'],
  ['a misspelt flag', ['x', '--presett=api'], 2, 'did you mean --preset?'],
  ['a misspelt preset', ['x', '--preset', 'minmal'], 2, 'did you mean "minimal"?'],
  ['a misspelt feature', ['x', '--features', 'roter'], 2, 'did you mean "router"?'],
  ['a misspelt type', ['x', '--resource', 'todos title:strng'], 2, 'did you mean "string"?'],
  ['a feature chosen and left out', ['x', '--docs', '--no-docs'], 2, 'exclude each other'],
  ['a required feature left out', ['x', '--resource', '--no-router'], 2, 'requires router'],
  ['an option without its feature', ['x', '--preset', 'minimal', '--static-dir', 'a'], 2, 'add --static'],
  ['an option that leaves the project', ['x', '--static', '--static-dir', '../a'], 2, '--static-dir "../a"'],
  ['an unsafe resource', ['x', '--resource', '__proto__ title'], 2, 'not safe'],
  ['a resource that hides a type of its file', ['x', '--resource', 'configs title'], 2, 'give another, as in'],
  ['a resource at the place of a file', ['x', '--resource', 'stores/shop title'], 2, 'the project uses that name'],
  ['a bad name', ['x', '--name', 'Not A Name'], 2, 'is no package name'],
  ['an empty directory name', [''], 2, 'the directory has no name'],
  ['two directories', ['x', 'y'], 2, 'cannot both be the directory'],
  ['a file of answers that is not there', ['x', '--config', 'no.json'], 2, '--config no.json: there is no such file'],
  ['a directory without answers', ['x', '--config', 'used'], 2, 'used/package.json has no "create-raw-http-app"'],
  [
    'a directory that is not of a project',
    ['x', '--config', '.'],
    2,
    '--config .: this folder has no .raw-http-app.json',
  ],
  ['answers that are no JSON', ['x', '--config', 'broken.json'], 2, '--config broken.json: this is not JSON'],
  ['answers with an unknown key', ['x', '--config', 'odd.json'], 2, 'odd.json: unknown key options.static.dri'],
  [
    'answers of a value that cannot be',
    ['x', '--config', 'bad.json'],
    2,
    'bad.json: options.static.dir is refused: "../a"',
  ],
  [
    'answers of an earlier project, changed',
    ['x', '--config', 'old/package.json'],
    2,
    'unknown key create-raw-http-app.answers.featurs',
  ],
  ['a misspelt package manager', ['x', '--pm', 'nmp'], 2, 'did you mean "npm"?'],
  ['another Node than there is', ['x', '--node', '21'], 2, '--node: unknown "21"\nIt takes 20, 22, 24, 26'],
  [
    'a flag without its value',
    ['x', '--preset'],
    2,
    '--preset is missing its value: write --preset <minimal|api|static|full>',
  ],
  ['a flag in place of a value', ['x', '--features', '--yes'], 2, '--features is missing its value'],
  ['a value for a switch', ['x', '--dry-run=yes'], 2, '--dry-run takes no value'],
  ['two presets', ['x', '--preset', 'api', '--preset', 'full'], 2, '--preset is given as "api" and as "full"'],
  [
    'a chosen feature left out',
    ['x', '--features', 'router', '--no-router'],
    2,
    'router is asked for, and --no-router leaves it out',
  ],
  [
    'a resource, and none',
    ['x', '--no-resource', '--resource', 'todos title'],
    2,
    '--resource and --no-resource exclude each other',
  ],
  ['a field named like a parameter', ['x', '--resource', 'a price:number minPrice'], 2, 'minPrice'],
  ['a resource without quotes', ['x', '--resource', 'todos', 'title:string'], 2, 'Put a resource in quotes'],
  ['a line break in a flag', ['--fo\no'], 2, 'unknown flag --fo\\no\n'],
  [
    'a directory that was taken for a resource',
    ['--resource', 'my-api'],
    2,
    'the directory is missing ("my-api" was taken for a resource, not for it)',
  ],
  ['a directory of a dash alone', ['-x'], 2, 'unknown flag -x'],
  ['a package.json without answers', ['x', '--config', 'used/package.json'], 2, 'has no "create-raw-http-app"'],
  ['a directory in use', ['used', '--yes'], 3, 'Use --overwrite'],
  ['a file in place of the directory', ['broken.json', '--yes'], 3, 'is a file'],
  ['a file in place of the directory, overwriting', ['broken.json', '--yes', '--overwrite'], 3, 'is a file'],
  ['a directory below a file', ['broken.json/x', '--yes'], 3, 'is a file'],
])('%s ends with the reason and leaves everything as it was', async (name, args, status, reason) => {
  const start = started.has(name) ? cli : command
  const cwd = scratchFolder()
  mkdirSync(join(cwd, 'used'))
  writeFileSync(join(cwd, 'used/package.json'), '{ "name": "mine" }')
  writeFileSync(join(cwd, 'broken.json'), '{')
  writeFileSync(join(cwd, 'odd.json'), '{ "options": { "static": { "dri": "x" } } }')
  writeFileSync(join(cwd, 'bad.json'), '{ "features": ["static"], "options": { "static": { "dir": "../a" } } }')
  mkdirSync(join(cwd, 'old'))
  writeFileSync(join(cwd, 'old/package.json'), '{ "create-raw-http-app": { "answers": { "featurs": [] } } }')
  const before = filesBelow(cwd)

  const plain = await start(args, { cwd })
  expect(plain).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(reason) })
  expect(plain.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
  expect(plain.stderr).not.toMatch(/^\s+at /m)

  if (!reason.startsWith('the directory is missing')) {
    const json = await start([...args, '--json'], { cwd })
    const code = status === 2 ? 'wrongRequest' : 'directoryInUse'
    expect(json).toMatchObject({ status, stderr: plain.stderr })
    expect(JSON.parse(json.stdout)).toEqual({ error: { code, message: plain.stderr.trimEnd() } })
  }
  expect(filesBelow(cwd)).toEqual(before)
})

test('flags that npm kept are found, and the line that was meant is printed', async () => {
  const cwd = scratchFolder()
  const env = { npm_config_dry_run: 'true', npm_config_preset: 'true', npm_lifecycle_event: 'npx' }
  const { status, stderr } = await command(['x', 'full'], { cwd, env })
  expect({ status, files: filesBelow(cwd) }).toEqual({ status: 2, files: {} })
  expect(stderr).toContain('Type: npm create raw-http-app x -- --preset full --dry-run\n')
})

test('what npx -y sets is no flag that npm kept', async () => {
  const cwd = scratchFolder()
  const env = { npm_config_yes: 'true', npm_config_git: '/usr/bin/git' }
  expect(await command(['x', '--dry-run'], { cwd, env })).toMatchObject({ status: 0, stderr: '' })
})

test('--dry-run on a directory in use shows what would be replaced, and ends with 3', async () => {
  const cwd = scratchFolder()
  writeFileSync(join(cwd, 'README.md'), 'mine\n')
  const refused = await command(['.', '--yes', '--dry-run'], { cwd })
  expect(refused).toMatchObject({ status: 3, stderr: expect.stringContaining('--overwrite') })
  expect(refused.stdout).toContain('Files that would be replaced:\n  README.md\n')
  const allowed = await command(['.', '--yes', '--dry-run', '--overwrite'], { cwd })
  expect(allowed).toMatchObject({ status: 0, stderr: '' })
  expect(filesBelow(cwd)).toEqual({ 'README.md': 'mine\n' })
})

// A terminal takes U+009B for the two characters that begin an escape sequence.
test.each([
  ['--fo\x1b[31mo', 'unknown flag --fo\\u001b[31mo\n'],
  ['--fo\x9b31mo', 'unknown flag --fo\\u009b31mo\n'],
])('what was typed cannot speak to the terminal: %j', async (flag, said) => {
  const { stderr } = await cli([flag], { cwd: scratchFolder() })
  expect(stderr).toContain(said)
})

test('a stack is printed where DEBUG asks for it', async () => {
  const { stderr } = await cli(['x', '--templte'], { cwd: scratchFolder(), env: { DEBUG: '1' } })
  expect(stderr).toMatch(/^unknown flag --templte[\s\S]*\n\s+at /)
})

test.each([['--help'], ['-h']])('%s explains everything, wherever it stands', async (flag) => {
  const { status, stdout, stderr } = await command(['x', '--nonsense', flag, '--name'], { cwd: scratchFolder() })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  for (const word of ['Usage: create-raw-http-app', '--[no-]router', 'Exit status:', 'no network', 'no telemetry']) {
    expect(stdout).toContain(word)
  }
})

test.each([['--version'], ['-v']])('%s is the version', async (flag) => {
  const { stdout } = await cli([flag], { cwd: scratchFolder() })
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
