import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Comparison, compare, inTurn } from '../measure/in-turn.ts'
import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { programOnPath } from '../run/program-on-path.ts'
import { keepProject } from './ready-made.ts'
import { timeQuestion, timeTool } from './run-tool.ts'
import { asking, full, nothing, readyMade, tools } from './tools.ts'

/** How long the command takes to make a project, to help and to ask, beside others and Node's own start. */
export async function runCommand({ options, say, miss }: Bench): Promise<object> {
  const { program } = options
  const rounds = options.quick ? 5 : 15
  mkdirSync(dirname(readyMade), { recursive: true })
  await keepProject(program, full.args, 'my-app', readyMade)
  const run = await working(pick(tools, options.cases), (tool) => timeTool(program, tool), miss)
  const runs = compare(await inTurn(run, rounds, (tool) => timeTool(program, tool)), nothing)
  say(`\nruns\n${printCommands(runs, ['cpuMs', 'wallMs'])}`)
  if (options.cases !== undefined) return {}

  if (programOnPath('script') === undefined) {
    miss('first questions: there is no `script` to make a terminal')
    return { rounds, runs, questions: [] }
  }
  miss('first questions of express-generator and create-fastify: they ask none')
  const ask = async (tool: (typeof asking)[number]) => ({ wallMs: await timeQuestion(program, tool, tool.question) })
  const questions = compare(await inTurn(await working(asking, ask, miss), rounds, ask), nothing)
  say(`\nfirst questions\n${printCommands(questions, ['wallMs'])}`)
  return { rounds, runs, questions }
}

/** Those that do their work. What they read is in the system's memory then. */
async function working<Item extends { readonly name: string }>(
  items: readonly Item[],
  measure: (item: Item) => Promise<object>,
  miss: Bench['miss'],
): Promise<readonly Item[]> {
  const able: Item[] = []
  for (const item of items) {
    try {
      await measure(item)
      able.push(item)
    } catch (error) {
      miss(`${item.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return able
}

function printCommands<Key extends string>(commands: readonly Comparison<Key>[], keys: readonly Key[]): string {
  const heads = keys.flatMap((key) => [key.replace('Ms', ' ms'), `× ${nothing}`])
  const rows = commands.map(({ name, medians, timesBase }) => [
    name,
    ...keys.flatMap((key) => [medians[key].toFixed(0), timesBase[key].toFixed(2)]),
  ])
  return table([['', ...heads], ...rows])
}
