import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { startServer } from '../run/server-process.ts'
import { sizes, storeCases } from './cases.ts'
import { compareStores, type StoreResult } from './compare-stores.ts'
import { type Databases, fillDatabases } from './databases.ts'
import { measureStoreCase, type StoreServer } from './measure-store-case.ts'
import { printStoreCase } from './print-store-case.ts'
import { makeStoreProject } from './projects.ts'
import { type StoreName, stacksOf, storeCommand, storeNames } from './store-stacks.ts'

const connections = 16
const seconds = 1
const mostRounds = 9

/** Items in memory, in SQLite and in PostgreSQL: few and many, beside others that keep them there. */
export async function runStores(bench: Bench): Promise<object> {
  const { options, miss } = bench
  const rounds = Math.min(options.rounds, mostRounds)
  const stores = []
  for (const store of storeNames) {
    if (options.stores !== undefined && !options.stores.includes(store)) continue
    try {
      stores.push({ name: store, cases: await measureStore(bench, store, rounds) })
    } catch (error) {
      miss(`${store}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return { connections, seconds, rounds, sizes, stores }
}

async function measureStore(bench: Bench, store: StoreName, rounds: number): Promise<readonly StoreResult[]> {
  const { options, cores, generator, say, miss } = bench
  const stacks = stacksOf[store].filter((stack) => options.stacks?.includes(stack) ?? true)
  const project = await makeStoreProject(options.program, store)
  const servers: StoreServer[] = []
  let databases: Databases | undefined
  try {
    databases = await fillDatabases(store, options.program, project, sizes, cores.load)
    const { folder, server: generated } = project
    const place = { store, program: options.program, launcher: cores.server, folder, generated, envOf: databases.envOf }
    for (const size of sizes) {
      for (const stack of stacks) {
        servers.push({ stack, size, process: await startServer(storeCommand(stack, place, size)) })
      }
    }
    const results: StoreResult[] = []
    for (const subject of pick(storeCases, options.cases)) {
      const able = servers.filter(({ stack }) => stack === 'generated' || !subject.isAlone)
      const load = { generator, connections, seconds, rounds }
      try {
        const missIn = (what: string) => miss(`${store}: ${what}`)
        const measured = await measureStoreCase(subject, able, databases.cpuUs, load, results.length === 0, missIn)
        const result = compareStores(subject, measured, stacks, sizes)
        say(`\n${printStoreCase(store, result)}`)
        results.push(result)
      } catch (error) {
        miss(`${store}, ${subject.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    return results
  } finally {
    await Promise.all(servers.map((server) => server.process.stop()))
    await databases?.remove()
    project.remove()
  }
}
