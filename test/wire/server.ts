import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Answers } from '../../src/model/answers.ts'
import { render } from '../../src/render/render.ts'
import { realPack } from '../support/real-pack.ts'

const root = join(import.meta.dirname, '../..')

/** A generated project, compiled, in a temporary folder. */
export interface Project {
  readonly directory: string
  /** Starts `node dist/server.js` on a free port, with these settings. */
  start(env?: Readonly<Record<string, string>>): Promise<RunningServer>
  remove(): void
}

export interface RunningServer {
  readonly port: number
  readonly url: string
  readonly process: ChildProcess
  /** Lines of stdout and stderr so far. */
  readonly lines: readonly string[]
  /** The first line, from now on or before, that a pattern matches. */
  line(pattern: RegExp): Promise<string>
  /** Kills it, if it still runs, and resolves to its exit code or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | string>
}

/** Renders and compiles a project. */
export function makeProject(answers: Answers): Project {
  const directory = mkdtempSync(join(tmpdir(), 'raw-http-app-'))
  for (const [path, text] of render(realPack, answers)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: directory,
  })
  return {
    directory,
    start: (env = {}) => startServer(directory, env),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

async function startServer(directory: string, env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: directory,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const listener of listeners) listener()
    })
  }
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)

  async function line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = lines.find((text) => pattern.test(text))
      if (found !== undefined) return found
      const more = new Promise<'more'>((resolve) => {
        const listener = () => {
          listeners.delete(listener)
          resolve('more')
        }
        listeners.add(listener)
      })
      if ((await Promise.race([more, exited])) !== 'more') {
        throw new Error(`the server ended without a line like ${pattern}:\n${lines.join('\n')}`)
      }
    }
  }

  const url = /http:\/\/[^\s"]+/.exec(await line(/http:\/\//))?.[0] as string
  return {
    port: Number(new URL(url).port),
    url,
    process: child,
    lines,
    line,
    stop(signal = 'SIGKILL') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return exited
    },
  }
}
