import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { stacks } from '../run/stacks.ts'
import { cases } from './cases.ts'
import { measureCase } from './measure-case.ts'
import { printCase } from './print-case.ts'

const connections = 16
const seconds = 1

/** One server after another answers the same request, over and over. */
export async function runServer({ options, generator, place, say, miss }: Bench): Promise<object> {
  const results = []
  for (const subject of pick(cases, options.cases)) {
    const able = pick(stacks, options.stacks).filter(
      ({ only }) => only === undefined || (only === 'files' && subject.request.path.startsWith('/files/')),
    )
    const load = { generator, connections, seconds, rounds: options.rounds }
    const result = await measureCase(able, place, subject, load)
    for (const [stack, fault] of Object.entries(result.failures)) miss(`${subject.name} of ${stack}: it ${fault}`)
    say(`\n${printCase(subject, result)}`)
    results.push({ name: subject.name, title: subject.title, stacks: result.stacks })
  }
  return { connections, seconds, rounds: options.rounds, cases: results }
}
