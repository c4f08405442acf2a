import { type ChildProcess, spawn } from 'node:child_process'
import { plainEnvironment } from '../../test/support/run.ts'

const failure = /^\s*(?:not ok|✖) .*$/m

/**
 * Runs a program until its first test fails. Resolves to the line that says so, or to another reason for its failure;
 * undefined when all is well.
 */
export function firstFailure(
  program: string,
  args: readonly string[],
  {
    cwd,
    env = {},
    timeoutMs,
  }: { readonly cwd: string; readonly env?: Record<string, string>; readonly timeoutMs: number },
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the servers its tests start end with it.
      detached: true,
    })
    let output = ''
    let reason: string | undefined
    const end = (why: string) => {
      reason ??= why
      endGroup(child)
    }
    const timer = setTimeout(() => end(`it takes longer than ${timeoutMs} ms`), timeoutMs)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const [line] = failure.exec(output) ?? []
        if (line !== undefined) end(line.trim())
      })
    }
    child.once('error', reject)
    child.once('close', (status) => {
      clearTimeout(timer)
      resolve(reason ?? (status === 0 ? undefined : `exit status ${status}: ${output.slice(-300)}`))
    })
  })
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
