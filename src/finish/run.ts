import { win32 } from 'node:path'
import { findProgram, searchPath, withSearchPath } from './find-program.ts'
import { spawnProgram } from './spawn-program.ts'

export interface RunOptions {
  readonly cwd: string
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
  readonly onOutput?: (line: string) => void
  /** What it reads; nothing where there is none. */
  readonly input?: string
}

/** How a process ended. `output` holds stdout and stderr as they came. */
export type Ended =
  | { readonly kind: 'done' | 'failed'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'cancelled' }

/**
 * Runs a program that must not ask anything: it has no input and no terminal. On abort, and when this process exits, it
 * ends with all processes that it started. It is looked for outside of `cwd` alone.
 */
export async function run(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  const { cwd, env, signal, onOutput, input } = options
  if (signal?.aborted) return { kind: 'cancelled' }
  const folders = searchPath(env, cwd)
  const file = findProgram(program, folders, env)
  if (file === undefined) return { kind: 'missing' }
  const rest = { ...(onOutput && { onOutput }), ...(input !== undefined && { input }) }
  const { pid, ended } = spawnProgram(file, args, {
    ...{ cwd, env: withSearchPath(env, folders), detached: hasGroups, ...rest },
  })
  const kill = (name: 'SIGTERM' | 'SIGKILL') => endGroup(pid, name)
  const stop = stopper(kill)
  const onExit = () => kill('SIGKILL')
  signal?.addEventListener('abort', stop.begin, { once: true })
  process.once('exit', onExit)
  try {
    const { isDone, status, code, output } = await ended
    if (signal?.aborted) {
      kill('SIGKILL')
      return { kind: 'cancelled' }
    }
    if (code === 'ENOENT') return { kind: 'missing' }
    return {
      kind: isDone ? 'done' : 'failed',
      output: output || (isDone ? '' : `Command failed with exit code ${status}: ${[program, ...args].join(' ')}`),
    }
  } finally {
    stop.end()
    signal?.removeEventListener('abort', stop.begin)
    process.off('exit', onExit)
  }
}

/** Windows has no process groups; there, taskkill ends a tree. */
const hasGroups = process.platform !== 'win32'

/** How long a program may clean up behind itself before it is ended the hard way. */
const grace = 2000

function stopper(kill: (name: 'SIGTERM' | 'SIGKILL') => void): { begin(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    begin: () => {
      kill('SIGTERM')
      timer = setTimeout(() => kill('SIGKILL'), grace)
    },
    end: () => clearTimeout(timer),
  }
}

function endGroup(pid: number | undefined, name: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return
  if (!hasGroups) {
    const taskkill = win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe')
    spawnProgram(taskkill, ['/PID', String(pid), '/T', '/F'], { cwd: '.', env: process.env, detached: true })
    return
  }
  try {
    process.kill(-pid, name)
  } catch (error) {
    // Gone already; macOS says EPERM of a group whose last process waits to be reaped.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
