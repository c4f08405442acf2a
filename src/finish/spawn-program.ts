import { StringDecoder } from 'node:string_decoder'
import spawn from 'cross-spawn'

export interface SpawnOptions {
  readonly cwd: string
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv
  /** What it reads; nothing where there is none. */
  readonly input?: string
  /** The file is a line for the system's shell. */
  readonly shell?: boolean
  /** It leads a group of its own, with all that it starts. */
  readonly detached?: boolean
  readonly signal?: AbortSignal
  readonly onOutput?: (line: string) => void
}

export interface Spawned {
  /** It ended by itself, with status 0. */
  readonly isDone: boolean
  /** null where a signal ended it, or it was never started. */
  readonly status: number | null
  /** Why it could not be started, as in ENOENT. */
  readonly code?: string
  readonly stdout: string
  /** stdout and stderr as they came, without the last line end. */
  readonly output: string
}

/** Starts a program without a terminal. Scripts of Windows (.cmd) are started as well, and safely. */
export function spawnProgram(
  file: string,
  args: readonly string[],
  { cwd, env, input, shell, detached = false, signal, onOutput }: SpawnOptions,
): { readonly pid: number | undefined; readonly ended: Promise<Spawned> } {
  const child = spawn(file, [...args], {
    ...{ cwd, env, detached, windowsHide: true, ...(shell && { shell }), ...(signal && { signal }) },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', output: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8')
    const lines = createLines(onOutput)
    child[name]?.on('data', (bytes: Buffer) => take(decoder.write(bytes)))
    child[name]?.on('end', () => {
      take(decoder.end())
      lines.end()
    })
    const take = (text: string) => {
      if (name === 'stdout') texts.stdout += text
      texts.output += text
      lines.add(text)
    }
  }
  // One that ends without reading is no failure of ours.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
  const ended = new Promise<Spawned>((resolve) => {
    let code: string | undefined
    child.on('error', (error: NodeJS.ErrnoException) => {
      code = error.code ?? error.name
      if (child.pid === undefined) settle(null)
    })
    child.on('close', settle)
    function settle(status: number | null): void {
      const { stdout, output } = texts
      const isDone = status === 0 && code === undefined
      resolve({ isDone, status, ...(code && { code }), stdout, output: output.replace(/\r?\n$/, '') })
    }
  })
  return { pid: child.pid, ended }
}

/** Hands on whole lines. */
function createLines(onLine: SpawnOptions['onOutput']): { add(text: string): void; end(): void } {
  let rest = ''
  return {
    add(text) {
      if (onLine === undefined) return
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    },
    end() {
      if (rest !== '') onLine?.(rest)
    },
  }
}
