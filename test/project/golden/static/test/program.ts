import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import type { Environment } from '../src/settings.ts'

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly child: ChildProcess
  /** What it exits with. */
  readonly code: Promise<number | null>
  /** The next line of its output for which the test is true. */
  find(isIt: (line: string) => boolean): Promise<string>
  /** All lines that are left, once the process has ended. */
  rest(): Promise<string[]>
}

async function spawnProgram(t: TestContext, program: string, args: readonly string[], env: Environment) {
  const file = join(import.meta.dirname, `../${program}${extname(import.meta.filename)}`)
  const child = spawn(process.execPath, [file, ...args], {
    // The settings of the shell and of .env are for the server that is being developed.
    env: {
      PORT: '0',
      // Halves the time to start: https://nodejs.org/api/module.html#module-compile-cache
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/node'),
      ...env,
    },
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** Runs a program of this project, such as `src/server`, to its end. */
export async function runProgram(t: TestContext, program: string, args: readonly string[] = [], env: Environment = {}) {
  const child = await spawnProgram(t, program, args, env)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr, code: code as number | null }
}

/** Starts the server, or a program like it, as a process of its own, and waits until it listens. */
export async function startProgram(
  t: TestContext,
  env: Environment = {},
  program = 'src/server',
): Promise<RunningServer> {
  const child = await spawnProgram(t, program, [], env)
  child.stderr.pipe(process.stderr)
  const code = once(child, 'exit').then(([exitCode]) => exitCode as number | null)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function find(isIt: (line: string) => boolean): Promise<string> {
    for (;;) {
      const { value, done } = await lines.next()
      assert(!done, 'the process has ended and never wrote that line')
      if (isIt(value)) return value
    }
  }

  async function rest(): Promise<string[]> {
    const left: string[] = []
    for (let next = await lines.next(); !next.done; next = await lines.next()) left.push(next.value)
    return left
  }

  const listening = await find((line) => line.includes('listening on'))
  const url = /http:[^\s"]+/.exec(listening)?.[0] ?? ''
  return { url, port: Number(new URL(url).port), child, code, find, rest }
}
