import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Answers } from '../../../src/model/answers.ts'
import type { Pack } from '../../../src/model/pack.ts'
import { render } from '../../../src/render/render.ts'
import { realPack } from '../../support/real-pack.ts'
import { tsc } from '../../support/tsc.ts'

const root = join(import.meta.dirname, '../../..')

/** A generated project, compiled, in a temporary folder. */
export interface Project {
  readonly directory: string
  /**
   * Starts `node dist/server.js` on a free port, with these settings. `launcher`: a command that replaces itself by the
   * one that follows it, to start the server in a narrower place.
   */
  start(env?: Readonly<Record<string, string>>, launcher?: readonly string[]): Promise<RunningServer>
  /** Kills the servers that still run, and deletes the folder. */
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

/** What is made of the text of a generated file before the project is compiled, by its path. */
export type Changes = Readonly<Record<string, (text: string) => string>>

/** Renders and compiles a project. Whether its types are right is for test/project/generated/ to say. */
export function makeProject(answers: Answers, changes: Changes = {}, pack: Pack = realPack): Project {
  const directory = mkdtempSync(join(tmpdir(), 'raw-http-app-'))
  for (const [path, text] of changed(render(pack, answers), changes)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  execFileSync(tsc, ['-p', 'tsconfig.build.json', '--noCheck'], { cwd: directory })
  const children: ChildProcess[] = []
  return {
    directory,
    start(env = {}, launcher = []) {
      const child = spawnServer(directory, 'dist/server.js', env, launcher)
      children.push(child)
      return watch(child)
    },
    remove() {
      for (const child of children) child.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Starts a server that is there already, such as `dist/server.js` of a project in a directory. */
export function startDirectory(directory: string, file: string, env: Readonly<Record<string, string>>) {
  return watch(spawnServer(directory, file, env, []))
}

function spawnServer(
  directory: string,
  file: string,
  env: Readonly<Record<string, string>>,
  launcher: readonly string[],
) {
  const [command = '', ...args] = [...launcher, process.execPath, file]
  return spawn(command, args, {
    cwd: directory,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A change that changes nothing would let its test pass for nothing. */
function changed(files: ReadonlyMap<string, string>, changes: Changes): ReadonlyMap<string, string> {
  const result = new Map(files)
  for (const [path, change] of Object.entries(changes)) {
    const text = change(files.get(path) ?? '')
    if (text === files.get(path)) throw new Error(`${path} is not as the change of this test expects it`)
    result.set(path, text)
  }
  return result
}

async function watch(child: ChildProcess & { stdout: Readable; stderr: Readable }): Promise<RunningServer> {
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
