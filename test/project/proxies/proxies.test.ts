import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { ask, request } from '../http/connection.ts'
import { makeProject, type Project } from '../http/server.ts'
import { attack, strangersIn, type Tally } from './attack.ts'
import { oddities } from './oddities.ts'
import { proxies, startProxy } from './proxies.ts'
import { startRelay } from './relay.ts'

/** `npm run test:proxies` sends more, and ends all the same when the time is up. */
const cases = Number(process.env.PROXY_CASES ?? 150)
const mostMs = 50_000

const root = folderForFile()
const rows: Record<string, string | number>[] = []
let project: Project

beforeAll(() => {
  project = makeProject(everything(realPack, 20))
})
afterAll(() => {
  project.remove()
  if (rows.length > 0) console.table(rows)
})

describe.concurrent('every response belongs to its request', () => {
  for (const proxy of proxies) {
    if (!proxy.isInstalled)
      console.warn(`${proxy.name} is not installed, its tests are skipped: see npm run test:proxies`)

    test.skipIf(!proxy.isInstalled)(
      `through ${proxy.name}`,
      { timeout: mostMs + 60_000 },
      async ({ onTestFinished }) => {
        const server = await project.start({
          TRUST_PROXY: '127.0.0.1',
          RATE_LIMIT_MAX: '1000000000',
          BODY_LIMIT: '2000',
          KEEP_ALIVE_TIMEOUT_MS: '60000',
        })
        const relay = await startRelay(server.port)
        onTestFinished(() => relay.stop())
        const running = await startProxy(proxy, join(root, proxy.name.replaceAll(/\W+/g, '-')), relay.port)
        onTestFinished(() => running.stop())
        const tally = await attack(running.socket, relay, cases, Date.now() + mostMs)

        // Its line is after those of all that was sent before.
        await ask(server.port, request('GET /none/last', ['X-Forwarded-For: 203.0.113.7', 'X-Request-Id: last']))
        await server.line(/"requestId":"last"/)
        const past = [...relay.passed.values()].reduce((sum, times) => sum + times, 0)
        rows.push(row(proxy.name, tally, past, relay.connections()))
        expect([...tally.mismatches, ...strangersIn(server.lines, relay)]).toEqual([])
        // Otherwise it is evidence of nothing: what got past, and that clients shared the connections it went on.
        expect(tally.oddPast).toBeGreaterThan(tally.cases / 4)
        expect(past).toBeGreaterThan(tally.sent / 2)
        expect(relay.connections()).toBeLessThan(past / 2)
        expect(tally.lost).toBeLessThan(tally.cases / 20)
      },
    )
  }
})

function row(proxy: string, tally: Tally, past: number, connections: number): Record<string, string | number> {
  return {
    proxy,
    'oddities past': `${tally.oddities.size} of ${Object.keys(oddities).length}`,
    'odd requests past': `${tally.oddPast} of ${tally.cases}`,
    'requests sent': tally.sent,
    'past the proxy': past,
    'on connections': connections,
    'responses checked': tally.checked,
    lost: tally.lost,
    mismatches: tally.mismatches.length,
  }
}
