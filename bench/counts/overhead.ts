import { commandOf, type Place, stackOf } from '../run/stacks.ts'
import { type Case, cases, seeded } from '../server/cases.ts'
import { countingFlags, countWork, type Work } from './count-work.ts'

/**
 * Those whose work is the same each time, for a body of many chunks arrives as the system likes; and the case of the
 * bare server that each is held against: its own, but for a file that comes from memory here and from the disk there.
 */
const countedCases = new Map([
  ['item', 'item'],
  ['list', 'list'],
  ['create', 'create'],
  ['static-1k', 'item'],
  ['404', '404'],
  ['preflight', 'preflight'],
])

/** What a request costs in the generated server beyond what it costs in the bare one, by case. */
export async function countOverhead(place: Place): Promise<ReadonlyMap<string, Work>> {
  const chosen = cases.filter(({ name }) => countedCases.has(name))
  const bare = await count('bare', chosen, place)
  const generated = await count('generated', chosen, place)
  return new Map(
    chosen.map(({ name }) => {
      const [more, less] = [generated.get(name), bare.get(countedCases.get(name) ?? name)]
      if (more === undefined || less === undefined) throw new Error(`${name} was not counted`)
      return [name, { bytes: Math.round(more.bytes - less.bytes), blocks: Math.round(more.blocks - less.blocks) }]
    }),
  )
}

function count(name: string, chosen: readonly Case[], place: Place): Promise<ReadonlyMap<string, Work>> {
  const start = { seed: seeded, flags: countingFlags, preload: 'report-work.mjs' }
  return countWork(commandOf(stackOf(name), place, start), chosen)
}
