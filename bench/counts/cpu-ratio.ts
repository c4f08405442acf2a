import { Agent } from 'node:http'
import type { LoadRequest } from '../load/load.ts'
import { inTurn } from '../measure/in-turn.ts'
import { type ServerProcess, startServer } from '../run/server-process.ts'
import { commandOf, type Place, stackOf } from '../run/stacks.ts'
import { cases, seeded } from '../server/cases.ts'
import { checkAnswer } from '../server/check-answer.ts'
import { exchange } from '../server/exchange.ts'

/** The most times the CPU time of the bare server that a case may take: about half as much again as it does. */
export const mostTimesBare: Readonly<Record<string, number>> = { item: 2.3, list: 2.4, create: 2.4, preflight: 2.1 }

/** After about 4000 requests of a case, V8 has compiled what it takes. */
const warmUpRounds = 60
const rounds = 80
const connections = 8
/** So few that a round is often over before another process is given the core. */
const requests = 80

/** Those that are above what they may take, and those that were not measured. */
export function faultsIn(ratios: ReadonlyMap<string, number>): readonly string[] {
  return Object.entries(mostTimesBare).flatMap(([name, most]) => {
    const ratio = ratios.get(name)
    if (ratio === undefined) return [`${name} was not measured`]
    const words = `${name}: ${ratio.toFixed(2)} times the CPU time of bare node:http, ${most} at most`
    return ratio <= most ? [] : [`${words}: look for what takes it, as with --cpu-prof`]
  })
}

/**
 * How many times the CPU time of the bare server the generated one takes for a request, by case: the least that each has
 * taken in rounds in which both answer the same requests in turn. Other work on the machine only adds CPU time, as caches
 * are shared, so the least is the closest to what the server itself takes.
 */
export async function measureRatios(place: Place): Promise<ReadonlyMap<string, number>> {
  const start = { seed: seeded, preload: 'report-usage.mjs' }
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const servers: { readonly name: string; readonly server: ServerProcess }[] = []
  try {
    for (const name of ['bare', 'generated']) {
      servers.push({ name, server: await startServer(commandOf(stackOf(name), place, start)) })
    }
    const ratios = new Map<string, number>()
    for (const one of cases.filter(({ name }) => name in mostTimesBare)) {
      const asked = new Map<string, LoadRequest>()
      for (const { name, server } of servers) asked.set(name, await checkAnswer(server.port, one))
      const measure = async ({ name, server }: (typeof servers)[number]) => {
        const before = await server.usage()
        await send(server.port, asked.get(name) ?? one.request, agent)
        return { cpuUs: (await server.usage()).cpuUs - before.cpuUs }
      }
      await inTurn(servers, warmUpRounds, measure)
      const measured = await inTurn(servers, rounds, measure)
      const least = (name: string) => Math.min(...measured.map((round) => round[name]?.cpuUs ?? Number.NaN))
      ratios.set(one.name, least('generated') / least('bare'))
    }
    return ratios
  } finally {
    agent.destroy()
    for (const { server } of servers) await server.stop()
  }
}

async function send(port: number, request: LoadRequest, agent: Agent): Promise<void> {
  const share = Array.from({ length: requests / connections })
  const one = async () => {
    for (const _ of share) await exchange(port, request, agent)
  }
  await Promise.all(Array.from({ length: connections }, one))
}
