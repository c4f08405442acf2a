import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { quote } from '../../src/model/quote.ts'
import { plainEnvironment } from '../../test/support/run.ts'
import { programOnPath } from '../run/program-on-path.ts'
import type { Tool } from './tools.ts'

const patienceMs = 60_000
// bash knows milliseconds; others hundredths of a second.
const shell = programOnPath('bash') ?? 'sh'
const options = { env: plainEnvironment(), extendEnv: false, stdin: 'ignore', timeout: patienceMs } as const

/** Runs a command to its end in an empty folder, once for the time it takes and once for the CPU time. */
export async function timeTool(program: string, { args }: Tool): Promise<{ cpuMs: number; wallMs: number }> {
  const cpuMs = await inEmptyFolder(async (cwd) => {
    // A shell knows what its children have used.
    const script = '"$@" > output 2>&1 || { cat output >&2; exit 1; }; times'
    const { stdout } = await execa(shell, ['-c', script, shell, program, ...args], { ...options, cwd })
    return parseTimes(stdout)
  })
  const wallMs = await inEmptyFolder(async (cwd) => {
    const begun = performance.now()
    await execa(program, args, { ...options, cwd })
    return performance.now() - begun
  })
  return { cpuMs, wallMs }
}

/** Milliseconds that the children of a shell have used, user and system: the second line of what `times` prints. */
export function parseTimes(output: string): number {
  const times = [...(output.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  if (times.length !== 2) throw new Error(`times printed: ${output}`)
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0)
}

/** Starts a command in a terminal of its own, and ends it when it asks. Resolves to the milliseconds until then. */
export function timeQuestion(program: string, { args }: Tool, question: RegExp): Promise<number> {
  return inEmptyFolder(async (cwd) => {
    const begun = performance.now()
    const command = [program, ...args].map((word) => quote(word, 'posix')).join(' ')
    const env = { ...plainEnvironment(), TERM: 'xterm-256color' }
    const terminal = spawn('script', ['--quiet', '--command', `stty cols 80 rows 24; exec ${command}`, '/dev/null'], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const ended = once(terminal, 'close')
    const deadline = setTimeout(() => terminal.kill('SIGKILL'), patienceMs)
    let output = ''
    let asked: number | undefined
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (asked !== undefined || !question.test(output)) return
      asked = performance.now() - begun
      terminal.kill('SIGKILL') // its terminal goes away with it
    })
    await ended
    clearTimeout(deadline)
    if (asked === undefined) throw new Error(`${command} does not ask ${question}:\n${output}`)
    return asked
  })
}

export async function inEmptyFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-command-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
