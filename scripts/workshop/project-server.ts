import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { compiledFolder } from './scratch-project.ts'

/** The server of a project that is being tried. */
export interface ProjectServer {
  /** Ends what runs and starts what was compiled last. Resolves when it listens, or has ended instead. */
  restart(): Promise<'listening' | 'ended'>
  stop(): Promise<void>
}

const stopMs = 3000

/**
 * `tell` gets each line that the server writes. It listens on PORT where that is set, else on a free port, and stays on
 * it from one start to the next. Settings of the generated server come from this process's environment.
 */
export function createProjectServer(folder: string, tell: (line: string) => void): ProjectServer {
  let child: ChildProcess | undefined
  let port = process.env.PORT ?? '0'
  const stop = async () => {
    const running = child
    child = undefined
    if (running === undefined || hasEnded(running)) return
    const closed = new Promise((resolve) => running.once('close', resolve))
    running.kill('SIGTERM')
    const deadline = setTimeout(() => running.kill('SIGKILL'), stopMs)
    await closed
    clearTimeout(deadline)
  }
  return {
    stop,
    async restart() {
      await stop()
      const env = { ...process.env, PORT: port }
      const args = ['--enable-source-maps', `${compiledFolder}/src/server.js`]
      const started = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
      child = started
      return new Promise((resolve, reject) => {
        const hear = (line: string) => {
          tell(line)
          const [, found] = /listening on http:\/\/\S*?:(\d+)/.exec(line) ?? []
          if (found === undefined) return
          port = found
          resolve('listening')
        }
        createInterface({ input: started.stdout }).on('line', hear)
        createInterface({ input: started.stderr }).on('line', hear)
        started.once('error', reject)
        started.once('close', (status, signal) => {
          if (child === started) tell(`the server ended by itself (${signal ?? `exit status ${status}`})`)
          resolve('ended')
        })
      })
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
