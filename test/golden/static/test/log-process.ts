import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import type { Environment } from '../src/settings.ts'

export type Line = Readonly<Record<string, unknown>>

export interface LogProcess {
  readonly url: string
  readonly port: number
  readonly child: ChildProcess
  /** The next line for which the test is true. */
  find(isIt: (line: Line) => boolean): Promise<Line>
  /** All lines that are left, once the process has ended. */
  rest(): Promise<Line[]>
}

/** Starts a program of this project, such as src/server, as a process of its own, and waits for its port. */
export async function startProcess(t: TestContext, program: string, env: Environment = {}): Promise<LogProcess> {
  const file = join(import.meta.dirname, `${program}${extname(import.meta.filename)}`)
  const child = spawn(process.execPath, [file], {
    // The settings of the shell and of .env are for the server that is being developed.
    env: {
      PORT: '0',
      ...env,
    },
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  })
  t.after(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function find(isIt: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const { value, done } = await lines.next()
      assert(!done, 'the process has ended and never wrote that line')
      const line = JSON.parse(value) as Line
      if (isIt(line)) return line
    }
  }

  async function rest(): Promise<Line[]> {
    const left: Line[] = []
    for (let next = await lines.next(); !next.done; next = await lines.next()) left.push(JSON.parse(next.value) as Line)
    return left
  }

  const { msg } = await find((line) => String(line['msg']).startsWith('listening'))
  const url = String(msg).slice('listening on '.length)
  return { url, port: Number(new URL(url).port), child, find, rest }
}

export function isRequest(line: Line): boolean {
  return line['msg'] === 'request'
}
