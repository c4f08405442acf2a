import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import { plainEnvironment } from '../../test/support/run.ts'
import { inEmptyFolder } from '../command/run-tool.ts'
import { freePort, host } from '../run/server-process.ts'
import { exchange } from '../server/exchange.ts'
import type { Way } from './ways.ts'

const patienceMs = 120_000

/** Walks a way in an empty folder, and resolves to the milliseconds until the first 200. */
export function walk(program: string, { make, serve, path }: Way): Promise<number> {
  return inEmptyFolder(async (cwd) => {
    const port = await freePort()
    const plain = plainEnvironment()
    // npm and what it starts run on that Node as well.
    const env = {
      ...plain,
      PATH: `${dirname(program)}${delimiter}${plain.PATH}`,
      ...{ PORT: String(port), HOST: host, FASTIFY_PORT: String(port), FASTIFY_ADDRESS: host },
    }
    const begun = performance.now()
    for (const [command = '', ...args] of make) {
      await execa(command, args, { cwd, env, extendEnv: false, stdin: 'ignore', timeout: patienceMs })
    }
    await serveUntilAnswer(serve(port), join(cwd, 'my-app'), env, port, path)
    return performance.now() - begun
  })
}

async function serveUntilAnswer(
  [command = '', ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  port: number,
  path: string,
): Promise<void> {
  const logFile = join(cwd, '../log')
  const output = openSync(logFile, 'a')
  // A group of its own, so that what npm starts ends with it.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output], detached: true })
  closeSync(output)
  const ended = once(child, 'exit')
  try {
    const deadline = performance.now() + patienceMs
    let status = await statusOf(port, path)
    while (status === undefined) {
      if (child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`${command} ${args.join(' ')} does not come to serve:\n${readFileSync(logFile, 'utf8')}`)
      }
      await wait(1)
      status = await statusOf(port, path)
    }
    if (status !== 200) throw new Error(`${path} is answered with ${status}`)
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
}

/** undefined while nobody listens; a server that watches its files may stop once more before it goes on. */
async function statusOf(port: number, path: string): Promise<number | undefined> {
  try {
    return (await exchange(port, { method: 'GET', path, headers: {}, body: undefined })).status
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return undefined
    throw error
  }
}
