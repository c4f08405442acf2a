import { readConfig } from './config.ts'
import type { Draft, Store, Stored } from './crud/store.ts'
import { readEnvFile } from './settings.ts'
import { openStores, type Stores } from './stores.ts'

// What the script `seed` of package.json does: it creates the items below, where a resource has none.

async function seed(stores: Stores): Promise<void> {
  await fill('todos', stores.todos, [
    {
      title: 'Buy milk',
      done: true,
    },
    {
      title: 'Buy milk 2',
      done: false,
    },
    {
      title: 'Buy milk 3',
      done: true,
    },
  ])
}

/** Resolves to the id of the first item of the resource. */
async function fill<Item extends Stored>(
  name: string,
  store: Store<Item>,
  drafts: readonly Draft<Item>[],
): Promise<number> {
  const first = async () => (await store.list({ filters: [], sort: undefined, offset: 0, limit: 1 })).items[0]?.id
  const present = await first()
  if (present === undefined) for (const draft of drafts) await store.create(draft)
  console.log(present === undefined ? `${name}: created ${drafts.length}` : `${name}: has items already`)
  return present ?? (await first()) ?? 0
}

try {
  for (const [name, value] of Object.entries(readEnvFile('.env'))) process.env[name] ??= value
  const stores = await openStores(readConfig(process.env))
  try {
    await seed(stores)
  } finally {
    await stores.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
