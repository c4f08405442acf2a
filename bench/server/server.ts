import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { type Stack, stacks } from '../run/stacks.ts'
import { type Case, cases } from './cases.ts'
import { measureCase } from './measure-case.ts'
import { printCase } from './print-case.ts'

const connections = 16
const seconds = 1

/** One server after another answers the same request, over and over. */
export async function runServer({ options, generator, place, say, miss }: Bench): Promise<object> {
  const results = []
  for (const subject of pick(cases, options.cases)) {
    const able = pick(stacks, options.stacks).filter(({ only }) => only === undefined || only === kindOf(subject))
    const load = { generator, connections, seconds, rounds: options.rounds }
    const result = await measureCase(able, place, subject, load)
    for (const [stack, fault] of Object.entries(result.failures)) miss(`${subject.name} of ${stack}: it ${fault}`)
    say(`\n${printCase(subject, result)}`)
    results.push({ name: subject.name, title: subject.title, stacks: result.stacks })
  }
  return { connections, seconds, rounds: options.rounds, cases: results }
}

/** What stacks that take part in no other comparison are able to answer. */
function kindOf({ name, request }: Case): Stack['only'] {
  if (name === 'item') return 'an item'
  return request.path.startsWith('/files/') ? 'files' : undefined
}
