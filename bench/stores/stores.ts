import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { sizes, storeCases } from './cases.ts'
import { compareStores, type StoreResult } from './compare-stores.ts'
import { fillDatabases } from './databases.ts'
import { measureStoreCase } from './measure-store-case.ts'
import { printStoreCase } from './print-store-case.ts'
import { makeStoreProject } from './projects.ts'
import { type StoreName, stacksOf, storeNames } from './store-stacks.ts'

const connections = 16
const seconds = 1
const mostRounds = 3

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
  const project = await makeStoreProject(options.program, store)
  try {
    const databases = await fillDatabases(store, options.program, project, sizes, cores.load)
    try {
      const { folder, server: generated } = project
      const { envOf, cpuUs } = databases
      const place = { store, program: options.program, launcher: cores.server, folder, generated, envOf }
      const results: StoreResult[] = []
      for (const subject of pick(storeCases, options.cases)) {
        const able = stacksOf[store].filter((stack) => stack === 'generated' || !subject.isAlone)
        const stacks = able.filter((stack) => options.stacks?.includes(stack) ?? true)
        const load = { generator, connections, seconds, rounds }
        const measured = await measureStoreCase(subject, stacks, sizes, place, cpuUs, load, miss)
        const result = compareStores(subject, measured, stacks, sizes)
        say(`\n${printStoreCase(store, result)}`)
        results.push(result)
      }
      return results
    } finally {
      await databases.remove()
    }
  } finally {
    project.remove()
  }
}
