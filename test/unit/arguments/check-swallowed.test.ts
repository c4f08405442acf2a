import { expect, test } from 'vitest'
import { checkSwallowed } from '../../../src/arguments/check-swallowed.ts'
import type { Shell } from '../../../src/model/answers.ts'
import { pack } from '../../support/menu-pack.ts'

type Env = Record<string, string>

function check(env: Env, argv: readonly string[], shell: Shell = 'posix'): void {
  const prefixed = Object.entries(env).map(([name, value]) => [`npm_config_${name}`, value])
  checkSwallowed(Object.fromEntries(prefixed), argv, pack, shell)
}

test.each<[Env, readonly string[], string]>([
  [{ dry_run: 'true' }, ['x'], 'x -- --dry-run'],
  [{ json: 'true' }, [], '-- --json'],
  [{ no_such_flag: 'true', overwrite: 'true' }, ['x'], 'x -- --overwrite'],
  [{ root: 'true', web: '' }, ['x'], 'x -- --root --no-web'],
  [{ git: '' }, ['x'], 'x -- --git'],
  [{ git: 'false' }, ['x'], 'x -- --no-git'],
  [{ install: 'true' }, ['x'], 'x -- --install'],
  [{ preset: 'most' }, ['x'], 'x -- --preset most'],
  [{ preset: 'true' }, ['x', 'most'], 'x -- --preset most'],
  [{ preset: 'true' }, ['most', 'x'], 'x -- --preset most'],
  [{ preset: 'true' }, ['x'], 'x -- --preset <none|usual|most>'],
  [{ features: 'true' }, ['x', 'root,web'], 'x -- --features root,web'],
  [{ name: 'true' }, ['x', 'y'], 'x -- --name y'],
  [{ name: 'true', web_dir: 'true' }, ['x', 'y', 'z'], 'x -- --name <package-name> --web-dir <dir>'],
  [{ name: 'true', node: 'true' }, ['x', '22', 'y'], 'x -- --name y --node 22'],
  [{ crates: 'true' }, ['x'], 'x -- --crates'],
  [{ crates: 'true' }, ['x', 'pears taste'], "x -- --crates 'pears taste'"],
  [{ crates: 'pears taste' }, ['x'], "x -- --crates 'pears taste'"],
  [{ crates: '' }, ['x'], 'x -- --no-crates'],
  [{ crates: 'pears taste\n\nplums' }, ['x'], "x -- --crates 'pears taste' --crates plums"],
  [{ crates: 'true\n\ntrue' }, ['x', 'pears a', 'plums b'], "x -- --crates 'pears a' --crates 'plums b'"],
  [{ features: '' }, ['x'], "x -- --features ''"],
  [{ features: 'true' }, ['x', ''], "x -- --features ''"],
  [{ parseable: 'true', message: 'pnpm' }, ['x'], 'x -- --pm pnpm'],
  [{ node_options: '22' }, ['x'], 'x -- --node 22'],
  [{ yes: 'true', dry_run: 'true' }, ['x'], 'x -- --dry-run --yes'],
  [{ dry_run: 'true' }, ['add', 'root', 'pears taste'], "add root 'pears taste' -- --dry-run"],
  [{ web_dir: 'true' }, ['set', 'pages'], 'set -- --web-dir pages'],
  [{ conflicts: 'files' }, ['upgrade'], 'upgrade -- --conflicts files'],
  [{ check: 'true', json: 'true' }, ['undo'], 'undo -- --json --check'],
  [{ dry_run: 'true' }, ['my api', '--name', 'x y'], "'my api' -- --name 'x y' --dry-run"],
])('%j with %j: the line was %s', (env, argv, line) => {
  expect(() => check(env, argv)).toThrow(
    expect.objectContaining({
      code: 'wrongRequest',
      message: expect.toSatisfy((message: string) => message.endsWith(`\nType: npm create raw-http-app ${line}`)),
    }),
  )
})

test.each<[Env, readonly string[]]>([
  [{}, ['x', '--dry-run']],
  [{ yes: 'true' }, ['x']],
  [{ git: '/usr/bin/git' }, ['x']],
  [{ json: 'false' }, ['x']],
  [{ dry_run: '' }, ['x']],
  [{ user_agent: 'npm/11', cache: '/tmp', node_gyp: 'x', node_options: '--x' }, ['x']],
  [{ json: 'true' }, ['x', '--json']],
  [{ dir: '/tmp', base: 'x', format: 'y', check: 'true' }, ['x']],
  [{ preset: 'most' }, ['add', 'root']],
  [{ message: 'pnpm is best', state_dir: '/tmp', versions: 'true', gti: 'true' }, ['x']],
])('%j with %j is no sign of a lost flag', (env, argv) => {
  expect(() => check(env, argv)).not.toThrow()
})

test('the message names what npm kept', () => {
  expect(() => check({ dry_run: 'true', web: '' }, ['x'])).toThrow('npm kept --no-web, --dry-run for itself')
})

test.each([
  [{ presett: 'most' }, 'npm kept --presett for itself; did you mean --preset?'],
  [{ dry_urn: 'true' }, 'Type: npm create raw-http-app <directory> -- --dry-run'],
])('%j is a misspelt flag that npm kept', (env, message) => {
  expect(() => check(env, ['x'])).toThrow(message)
})

test('a Windows terminal gets its own form', () => {
  expect(() => check({ dry_run: 'true' }, ['my api'], 'powershell')).toThrow('raw-http-app "my api" "--" --dry-run')
})

test('a script of npm is named as it was called', () => {
  const env = { npm_config_dry_run: 'true', npm_lifecycle_event: 'start' }
  expect(() => checkSwallowed(env, ['x'], pack, 'posix')).toThrow('Type: npm run start x -- --dry-run')
})
