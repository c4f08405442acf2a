import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import type { Environment } from '../src/settings.ts'

/** The path of a database, in a folder that is not there yet. */
export function databasePath(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'database-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data', 'app.db')
}

function spawnProgram(t: TestContext, program: string, args: readonly string[], env: Environment): ChildProcess {
  const file = join(import.meta.dirname, `../src/${program}${extname(import.meta.filename)}`)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    // The settings of the shell and of .env are for the server that is being developed.
    env: { PORT: '0', ...env },
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** Runs a program to its end. */
export async function runProgram(t: TestContext, program: string, args: readonly string[], env: Environment) {
  const child = spawnProgram(t, program, args, env)
  assert(child.stdout && child.stderr)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr, code: code as number | null }
}

/** Starts src/server and waits until it listens. */
export async function startDatabaseServer(t: TestContext, env: Environment) {
  const child = spawnProgram(t, 'server', [], env)
  assert(child.stdout && child.stderr)
  child.stderr.resume()
  let output = ''
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += chunk
    const [, url] = /listening on (http:\/\/[^"\s]*:\d+)/.exec(output) ?? []
    if (url === undefined) continue
    child.stdout.resume()
    return { child, url }
  }
  throw new Error(`the server ended before it listened: ${output}`)
}
