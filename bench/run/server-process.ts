import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { plainEnvironment } from '../../test/support/run.ts'

export interface ServerCommand {
  /** The program and its arguments. */
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

export interface ServerProcess {
  readonly port: number
  readonly pid: number
  /** Its answer to a question, which what was loaded ahead of it must understand. */
  ask(question: string): Promise<unknown>
  /** Its own word on what it has used so far. It must have been started with report-usage.mjs. */
  usage(): Promise<Usage>
  /** Forgets what it has logged, so that long runs do not fill the disk. */
  emptyLog(): void
  stop(): Promise<void>
}

export interface Usage {
  /** Of all its threads, user and system, in microseconds. */
  readonly cpuUs: number
  readonly memory: NodeJS.MemoryUsage
}

export const host = '127.0.0.1'
const startMs = 60_000
const stopMs = 5_000

/** Starts a server whose log goes to a file, and resolves when it accepts connections. */
export async function startServer({ command, cwd, env }: ServerCommand): Promise<ServerProcess> {
  const [program = '', ...args] = command
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const logFile = join(folder, 'log')
  const output = openSync(logFile, 'a')
  const child = spawn(program, args, {
    cwd,
    env: { ...plainEnvironment(), NODE_ENV: 'production', HOST: host, PORT: String(port), ...env },
    stdio: ['ignore', output, output, 'ipc'],
  })
  closeSync(output)
  const ended = once(child, 'exit')
  const stop = async () => {
    if (isRunning(child)) {
      child.kill('SIGTERM')
      const deadline = setTimeout(() => child.kill('SIGKILL'), stopMs)
      await ended
      clearTimeout(deadline)
    }
    rmSync(folder, { recursive: true })
  }
  const deadline = performance.now() + startMs
  while (!(await accepts(port))) {
    if (isRunning(child) && performance.now() < deadline) await wait(1)
    else {
      const log = readFileSync(logFile, 'utf8')
      await stop()
      throw new Error(`${command.join(' ')} does not come to listen:\n${log}`)
    }
  }
  return {
    port,
    pid: child.pid ?? 0,
    ask: (question) => askProcess(child, question),
    async usage() {
      const { cpu, ...rest } = (await askProcess(child, 'usage')) as { cpu: NodeJS.CpuUsage } & Omit<Usage, 'cpuUs'>
      return { cpuUs: cpu.user + cpu.system, ...rest }
    },
    emptyLog: () => truncateSync(logFile),
    stop,
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

async function askProcess(child: ChildProcess, question: string): Promise<unknown> {
  const answer = once(child, 'message', { signal: AbortSignal.timeout(startMs) })
  child.send(question)
  return (await answer)[0]
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

/** Whether something listens on a port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
