import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, cli, cliPath } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { folderOf } from '../../support/templates-folder.ts'

buildFirst()

/** A colour, a move, a title of the window, a clearing by one character, and marks that turn the direction. */
const hostile = '\u001b[31m\u001b[2A\u001b]0;owned\u0007\u009b2J\u202e\u2066\u200f\u061c\u2028\u{e0041}'
/** Those of them that a value of a flag may have. */
const marks = '\u202e\u2066\u200f'
const option = {
  type: 'choice',
  question: hostile,
  hint: hostile,
  default: 'a',
  choices: ['a', `b${marks}`, `c${hostile}`],
}
const settings = [{ name: 'TEA', type: 'custom', default: hostile, allowed: hostile, about: hostile }]
const pack = (rest: object = {}) => ({
  'own/tea/feature.json': JSON.stringify({
    title: hostile,
    hint: hostile,
    options: { kind: option },
    settings,
    ...rest,
  }),
  'own/tea/files/src/tea.ts.hbs': `// ${hostile}\n`,
})
const bare = ['--yes', '--no-install', '--no-git']
/** All but line breaks. */
const obeyed = /[^\P{C}\n]/u

describe('nothing that others wrote reaches a terminal as more than text', () => {
  test.each<[string, readonly string[]]>([
    ['the help', ['--help', '--pack', 'own']],
    ['the list', ['features', '--pack', 'own']],
    ['the list as JSON', ['features', '--json', '--pack', 'own']],
    ['a completion', ['completion', 'bash', '--pack', 'own']],
    ['a run', ['x', '--pack', 'own', '--features', 'tea', '--tea-kind', `b${marks}`, ...bare]],
    ['a plan', ['x', '--pack', 'own', '--features', 'tea', '--tea-kind', `b${marks}`, '--dry-run', ...bare]],
    ['a document', ['x', '--pack', 'own', '--features', 'tea', '--tea-kind', `b${marks}`, '--json', ...bare]],
    ['a wrong value', ['x', '--pack', 'own', '--tea-kind', `d${hostile}`, ...bare]],
    ['a wrong value as JSON', ['x', '--pack', 'own', '--tea-kind', `d${hostile}`, '--json', ...bare]],
    ['a wrong name', [`x${hostile}`, ...bare]],
    ['a wrong pack', ['x', '--pack', `own${hostile}`, ...bare]],
    ['a check', ['check', 'own']],
  ])('in %s', async (_, args) => {
    const cwd = folderOf(pack())
    for (const env of [{}, { FORCE_COLOR: '1', DEBUG: '1' }]) {
      const { stdout, stderr } = await cli(args, { cwd, env })
      const plain = `${stdout}${stderr}`.replaceAll(/\u001b\[(?:[12]|2[12]|36|39|90|0)m/g, '')
      expect(plain).not.toMatch(obeyed)
    }
  })

  test('and what --json says reads as what was asked for', async () => {
    const args = ['x', '--pack', 'own', '--features', 'tea', '--tea-kind', `b${marks}`, '--json', ...bare]
    const { stdout } = await cli(args, { cwd: folderOf(pack()) })

    expect(JSON.parse(stdout).answers.options.tea.kind).toBe(`b${marks}`)
  })
})

describe.skipIf(process.platform === 'win32')('answers', () => {
  test('may come from a pipe', async () => {
    const cwd = folderOf({})
    const script = '"$NODE" "$CLI" x --yes --dry-run --json --config <(echo \'{"features": []}\')'
    const env = { ...plainEnvironment(), NODE: process.execPath, CLI: cliPath }
    const run = await execa('bash', ['-c', script], { cwd, env, extendEnv: false, timeout: 30_000 })
    expect(JSON.parse(run.stdout).answers.features).toEqual([])
  })

  test.each(['/dev/zero', 'pipe'])('are not awaited without an end from %s', async (file) => {
    const cwd = folderOf({})
    execFileSync('mkfifo', [join(cwd, 'pipe')])
    const script = 'yes >pipe & "$NODE" "$CLI" x --yes --config "$FILE"; status=$?; kill $!; exit $status'
    const env = { ...plainEnvironment(), NODE: process.execPath, CLI: cliPath, FILE: file }
    const options = { cwd, env, extendEnv: false, reject: false, timeout: 30_000 } as const
    const { exitCode, stderr } = await execa(
      'bash',
      ['-c', script.replace(/^yes.*& /, file === 'pipe' ? '$&' : 'true & ')],
      options,
    )
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('larger than 4 MiB')])
  })
})
