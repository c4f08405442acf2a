import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { plainEnvironment } from '../../../test/support/run.ts'
import { matches } from './matches.ts'

/** A server that runs. */
export interface Server {
  readonly port: number
  /** The lines that it has written so far. */
  readonly lines: readonly string[]
  /** Resolves to whether a line from that index on matches within the time that a probe may take; rejects as `matches`. */
  says(pattern: string, from: number): Promise<boolean>
  /** Sends SIGTERM and resolves to the exit status, or to the signal that had to be sent then. */
  stop(): Promise<number | NodeJS.Signals>
}

const startMs = 60_000
const patienceMs = 10_000

/** Starts `node dist/server.js` on a free port. Rejects with all that it wrote when it does not come to listen. */
export async function startServer(
  program: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Server> {
  const child = spawn(program, ['dist/server.js'], {
    cwd: folder,
    env: { ...plainEnvironment(), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (status, signal) => resolve(signal ?? status ?? 0))
  })
  void ended.then(() => {
    for (const look of waiting) look()
  })

  /** Resolves once the condition holds, to false when the time is up or the server has ended before. */
  const until = (condition: () => boolean, timeoutMs: number) =>
    new Promise<boolean>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        waiting.delete(look)
      }
      const settle = (answer: boolean) => {
        end()
        resolve(answer)
      }
      const timer = setTimeout(() => settle(false), timeoutMs)
      const look = () => {
        try {
          if (condition()) settle(true)
          else if (child.exitCode !== null || child.signalCode !== null) settle(false)
        } catch (error) {
          end()
          reject(error)
        }
      }
      waiting.add(look)
      look()
    })

  if (!(await until(() => lines.some((line) => line.includes('http://')), startMs))) {
    child.kill('SIGKILL')
    throw new Error(`does not come to listen (${await ended}):\n${lines.join('\n')}`)
  }
  const port = Number(/http:\/\/[\w.:[\]]*?:(\d+)/.exec(lines.find((line) => line.includes('http://')) ?? '')?.[1])
  return {
    port,
    lines,
    says: (pattern, from) => until(() => lines.slice(from).some((line) => matches(pattern, line)), patienceMs),
    stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      return ended.finally(() => clearTimeout(timer))
    },
  }
}
