import { compare, inTurn } from '../measure/in-turn.ts'
import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { nodeVersionOf } from '../run/node-program.ts'
import { pick } from '../run/options.ts'
import { walk } from './walk.ts'
import { type Way, ways } from './ways.ts'

/** From nothing to a server that answers, by each tool's own recommended way, with warm caches. */
export async function runFirst200({ options, say, miss }: Bench): Promise<object> {
  const { program } = options
  const [major = 0, minor = 0] = (await nodeVersionOf(program)).split('.').map(Number)
  const able: Way[] = []
  for (const way of pick(ways, options.cases)) {
    if (!way.runsOn([major, minor])) miss(`${way.title}: not on Node ${major}.${minor}`)
    else {
      try {
        await walk(program, way) // what it downloads is in the cache then
        able.push(way)
      } catch (error) {
        miss(`${way.title}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  const rounds = options.quick ? 1 : 3
  const measure = async (way: Way) => ({ wallMs: await walk(program, way) })
  const compared = compare(await inTurn(able, rounds, measure), able[0]?.name ?? '')
  const results = compared.map((one) => ({ ...one, title: able.find(({ name }) => name === one.name)?.title }))
  const rows = results.map(({ name, medians }) => [name, (medians.wallMs / 1000).toFixed(2)])
  say(`\n${table([['nothing to first 200', 's'], ...rows])}`)
  return { rounds, ways: results }
}
