import { execFileSync } from 'node:child_process'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, cliPath, filesBelow } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { folderOf } from '../../support/templates-folder.ts'

buildFirst()

// util-linux's script gives a program a terminal of its own.
const hasTerminal = process.platform === 'linux' && canRun('script', '--version')

describe.skipIf(!hasTerminal)('in a terminal', () => {
  test('an open question is asked, and Ctrl-C at it writes nothing and ends with 130', async () => {
    const cwd = scratchFolder()
    const { status, output } = await inTerminal([], cwd, {}, '\u0003')
    expect(status).toBe(130)
    expect(output).toContain('Where should the project go?')
    expect(filesBelow(cwd)).toEqual({})
  })

  test.each([['1'], ['true'], ['yes'], ['github']])('CI=%s asks nothing', async (CI) => {
    const { status, output } = await inTerminal([], scratchFolder(), { CI })
    expect(status).toBe(2)
    expect(output).toContain('the directory is missing')
  })

  test.each([[''], ['0'], ['false']])('CI=%s asks', async (CI) => {
    const { status } = await inTerminal([], scratchFolder(), { CI }, '\u0003')
    expect(status).toBe(130)
  })

  test('texts of a pack are shown and not obeyed', async () => {
    const hostile = '\u001b[31m\u001b[2A\u202e\u009b2Jx'
    const option = {
      type: 'choice',
      question: `Q${hostile}`,
      hint: `h${hostile}`,
      default: 'a',
      choices: ['a', hostile],
    }
    const manifest = { title: `T${hostile}`, hint: `H${hostile}`, options: { kind: option } }
    const cwd = folderOf({ 'own/tea/feature.json': JSON.stringify(manifest) })
    const flags = ['x', '--pack', 'own', '--features', 'tea', '--pm', 'npm', '--no-install', '--no-git']
    const { status, output } = await inTerminal(flags, cwd, {}, '\u0003')
    expect(status).toBe(130)
    expect(output).toContain('Q\\u001b[31m\\u001b[2A\\u202e\\u009b2Jx')
    expect(output).not.toMatch(/\u001b\[31mx|\u001b\[2A\u202e|[\u202e\u009b]/)
  })

  test('with every question answered nothing is asked', async () => {
    const cwd = scratchFolder()
    const flags = ['x', '--preset', 'minimal', '--pm', 'npm', '--no-install', '--no-git']
    const { status, output } = await inTerminal(flags, cwd)
    expect(status).toBe(0)
    expect(output).toContain('Next steps')
    expect(Object.keys(filesBelow(cwd))).toContain('x/package.json')
  })

  test('--yes asks nothing', async () => {
    const { status } = await inTerminal(['--yes', '--no-install', '--no-git'], scratchFolder())
    expect(status).toBe(0)
  })
})

/** Types `keys` once the program has drawn something, and waits for its end. */
async function inTerminal(args: readonly string[], cwd: string, env: Record<string, string> = {}, keys?: string) {
  const command = ['stty cols 100 rows 40;', 'exec', process.execPath, cliPath, ...args].join(' ')
  const running = execa('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { ...plainEnvironment(), TERM: 'xterm', ...env },
    extendEnv: false,
    reject: false,
    all: true,
    stdin: 'pipe',
    timeout: 30_000,
  })
  if (keys !== undefined) {
    let drawn = ''
    for await (const chunk of running.iterable({ from: 'all' })) {
      drawn += chunk
      if (drawn.includes('?')) running.stdin.write(keys)
    }
  }
  const { exitCode, all } = await running
  return { status: exitCode, output: all }
}

function canRun(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
