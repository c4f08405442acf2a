import { Agent, request as startRequest } from 'node:http'
import type { LoadGenerator, LoadRequest } from '../load/load.ts'
import { median } from '../measure/median.ts'
import { host } from '../run/server-process.ts'

const patienceMs = 60_000

/** Loads with requests of seconds each: it sends one after the other, until the time is over. */
export const oneByOne: LoadGenerator = {
  name: 'one by one',
  version: '',
  async run({ port, request, seconds }) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const times: number[] = []
    let refused = 0
    const begun = performance.now()
    const passed = () => performance.now() - begun
    try {
      while (passed() < seconds * 1000) {
        const since = passed()
        if ((await discard(port, request, agent)) >= 400) refused += 1
        times.push(passed() - since)
      }
      const p50 = median(times)
      return { requests: times.length, seconds: passed() / 1000, p50, p99: Math.max(...times), refused, broken: 0 }
    } finally {
      agent.destroy()
    }
  },
}

/** Resolves to the status, once all of the body has come. */
function discard(port: number, { method, path, headers, body }: LoadRequest, agent: Agent): Promise<number> {
  const sent = startRequest({ host, port, method, path, headers, agent, timeout: patienceMs })
  return new Promise((resolve, reject) => {
    sent.once('error', reject)
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)))
    sent.once('response', (res) => {
      res.once('error', reject).once('end', () => resolve(res.statusCode ?? 0))
      res.resume()
    })
    sent.end(body)
  })
}
