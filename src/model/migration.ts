import type { Resource } from './resource.ts'

/** One file of `migrations/`: a database applies it once, so that its bytes never change. */
export interface Migration {
  /** Its place in the order, with which its name begins: `0002`. */
  readonly number: string
  /** The resource as its table is from then on; without fields where the table is dropped. */
  readonly resource: Resource
}

/** The migrations of a project, in their order. */
export type History = readonly Migration[]

/** What a project starts with: a table for each resource. */
export function firstHistory(resources: readonly Resource[]): History {
  return resources.map((resource, index) => ({ number: String(index + 1).padStart(4, '0'), resource }))
}

/** Whether a file, by its path in a project, is a migration. */
export function isMigration(path: string): boolean {
  return path.startsWith('migrations/')
}

/** The tables that a history leaves, by resource. */
export function tablesAfter(history: History): ReadonlyMap<string, Resource> {
  const tables = new Map<string, Resource>()
  for (const { resource } of history) {
    if (resource.fields.length === 0) tables.delete(resource.name)
    else tables.set(resource.name, resource)
  }
  return tables
}

/** The number of a migration that is applied after all of these files, in the order of their names. */
export function nextNumber(names: readonly string[]): string {
  const last = names
    .flatMap((name) => /^\d+/.exec(name)?.[0] ?? [])
    .sort()
    .at(-1)
  if (last === undefined) return '0001'
  const next = String(Number(last) + 1).padStart(last.length, '0')
  return next.length > last.length ? `${last}1` : next
}
