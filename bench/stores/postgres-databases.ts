import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { query, startPostgres } from '../../test/support/postgres.ts'
import type { Databases } from './databases.ts'
import { createProcessTimes } from './process-times.ts'
import type { StoreProject } from './projects.ts'

/** A database of one PostgreSQL for each number of contacts, which the servers of all stacks use. */
export async function fillPostgres(
  project: StoreProject,
  sizes: readonly number[],
  load: readonly string[],
): Promise<Databases> {
  const postgres = await startPostgres()
  const pid = pidOf(postgres.url)
  // Its processes are started by the first one, and stay on its cores.
  if (load.length > 0) await execa('taskset', ['-a', '-cp', load.at(-1) ?? '', String(pid)])
  const urlOf = (size: number) => {
    const url = new URL(postgres.url)
    url.pathname = `/contacts_${size}`
    return url.href
  }
  for (const size of sizes) {
    await query(postgres.url, `CREATE DATABASE contacts_${size}`)
    await project.migrate({ DATABASE_URL: urlOf(size) })
    await query(
      urlOf(size),
      `INSERT INTO contacts (name, _name_lower, email, age, active)
      SELECT name, lower(name), 'contact' || n || '@example.com', n % 90, n % 2 = 0
      FROM (SELECT n, 'Contact ' || lpad(n::text, 7, '0') AS name FROM generate_series(1, ${size}) AS n) AS numbered`,
    )
    await query(urlOf(size), 'VACUUM ANALYZE')
  }
  await query(postgres.url, 'CHECKPOINT')
  return {
    envOf: (size) => ({ DATABASE_URL: urlOf(size) }),
    cpuUs: createProcessTimes(pid),
    async remove() {
      // PostgreSQL keeps this process alive no more than anything else does by now.
      const alive = setInterval(() => {}, 1000)
      await postgres.stop()
      clearInterval(alive)
    },
  }
}

/** Of the first process, which says so in the folder of its data, beside the socket. */
function pidOf(url: string): number {
  const folder = new URL(url).searchParams.get('host') ?? ''
  return Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])
}
