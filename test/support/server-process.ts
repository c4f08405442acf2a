import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { plainEnvironment } from './run.ts'

export interface ServerProcess {
  /** `http://127.0.0.1:40123` */
  readonly url: string
  readonly child: ChildProcess
  /** Everything it wrote so far. */
  output(): string
  /** Resolves once a part of the output that was not waited for before matches. */
  says(pattern: RegExp): Promise<string>
  /** Its exit status or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

interface Watched {
  readonly says: ServerProcess['says']
  output(): string
}

/** Starts a server on a free port and resolves when it says where it listens. The test's end is its end. */
export async function startServer(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    cwd,
    // Each start has a database of its own: probes count ids from 1.
    env: { ...plainEnvironment(), PORT: '0', DATABASE_PATH: ':memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what npm and watchers start ends with it.
    detached: true,
  })
  onTestFinished(() => endGroup(child))
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve(signal ?? status ?? 0))
  })
  const { says, output } = watch(child, ended)
  const url = /http:\/\/[\w.:[\]]+/.exec(await says(/listening on http:\/\/[\w.:[\]]+/))?.[0] ?? ''
  return { url, child, ended, says, output }
}

function watch(child: ChildProcess, ended: Promise<number | NodeJS.Signals>): Watched {
  let output = ''
  let seen = 0
  const waiting = new Set<() => void>()
  const add = (chunk: Buffer) => {
    output += chunk
    for (const look of waiting) look()
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.slice(seen))
        if (match === null) return
        seen += match.index + match[0].length
        waiting.delete(look)
        resolve(match[0])
      }
      waiting.add(look)
      look()
      ended.then((status) => reject(new Error(`ended with ${status} before it said ${pattern}:\n${output}`)), reject)
    })
  return { says, output: () => output }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // Its group is gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
