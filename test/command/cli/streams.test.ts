import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, cliPath, filesBelow } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { lay, scratch } from '../../unit/disk/scratch.ts'

buildFirst()

const made = 'x --preset minimal --no-install --no-git'

/** Runs a line of shell, with `cli` for the command. */
function shell(line: string, cwd: string) {
  const script = `cli() { "$NODE" "$CLI" "$@"; }\n${line}`
  const env = { ...plainEnvironment(), NODE: process.execPath, CLI: cliPath }
  return execa('bash', ['-c', script], { cwd, env, extendEnv: false, reject: false, stdin: 'ignore', timeout: 30_000 })
}

describe.skipIf(process.platform === 'win32')('wherever its streams lead', () => {
  test.each([
    ['stdin closed', `cli ${made} <&-`],
    ['stdin without an end', `yes | cli ${made}`],
    ['stdout closed', `cli ${made} >&-`],
    ['all of them closed', `cli ${made} <&- >&- 2>&-`],
    ['a reader that has seen enough', `set -o pipefail; cli ${made} | head -1`],
    ['an empty environment', `env -i "$NODE" "$CLI" ${made}`],
  ])('%s: a project is made', async (_, line) => {
    const cwd = scratch()
    expect(await shell(line, cwd)).toMatchObject({ exitCode: 0, stderr: '' })
    expect(Object.keys(filesBelow(cwd))).toContain('x/package.json')
  })

  test.each([
    ['nothing to read', 'cli </dev/null'],
    ['stdin closed', 'cli <&-'],
    ['answers that nobody asked for', 'yes | cli'],
  ])('%s and no directory: it ends with 2, and does not wait', async (_, line) => {
    const cwd = scratch()
    const { exitCode, stderr } = await shell(line, cwd)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('the directory is missing') })
    expect(filesBelow(cwd)).toEqual({})
  })

  test.each([
    ['a run', `cli ${made}`],
    ['a document', `cli ${made} --json`],
    ['help', 'cli --help'],
  ])('%s that cannot be written to a full disk ends with 1 and one line', async (_, line) => {
    const { exitCode, stderr } = await shell(`${line} > /dev/full`, scratch())
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^stdout takes nothing more.*\n.*$/),
    })
  })

  test('a refusal keeps its status where nobody can read why', async () => {
    expect(await shell('cli x --templte 2> /dev/full', scratch())).toMatchObject({ exitCode: 2 })
  })

  test('a current directory that is gone is named, and help needs none', async () => {
    const cwd = lay(join(scratch(), 'gone'), {})
    const { exitCode, stderr } = await shell(`rmdir ../gone; cli --help > /dev/null && cli ${made}`, cwd)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('the current directory is gone'),
    })
  })
})
