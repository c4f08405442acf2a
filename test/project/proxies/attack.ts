import type { Answer } from '../http/answers.ts'
import { allCases, type Case, oddRequest } from './cases.ts'
import { Client } from './client.ts'
import { clientAddress } from './proxies.ts'
import type { Relay } from './relay.ts'

/** What came of all cases at one proxy. */
export interface Tally {
  cases: number
  sent: number
  /** Odd requests that the server got, and the oddities among them. */
  oddPast: number
  readonly oddities: Set<string>
  /** Responses of the server that were compared with the request they came for. */
  checked: number
  /** Ordinary requests that the proxy itself answered, for want of a connection: lost, but taken for no other. */
  lost: number
  readonly mismatches: string[]
}

const patienceMs = 15_000
// How long a proxy may keep a request to itself.
const stallMs = 3000
// How long a connection must be silent, after others have been served, to be taken for one that waits for more bytes.
const silenceMs = 25

/** Sends `count` cases through a proxy, one after the other, each beside a victim: another client, with a connection kept. */
export async function attack(socket: string, relay: Relay, count: number, deadline: number): Promise<Tally> {
  const tally: Tally = { cases: 0, sent: 0, oddPast: 0, oddities: new Set(), checked: 0, lost: 0, mismatches: [] }
  const tried = new Map<string, number>()
  const isWorthIt = (oddity: string) => tally.oddities.has(oddity) || (tried.get(oddity) ?? 0) < 10
  const victim = createVictim(socket, relay, tally)
  let number = 0

  const isTimeLeft = () => tally.cases < count && Date.now() < deadline
  while (isTimeLeft()) {
    for (const each of allCases(isWorthIt)) {
      if (!isTimeLeft()) break
      number += 1
      const client = new Client(socket)
      await converse(client, each, number, victim.ask)
      client.close()
      await victim.ask()
      tally.cases += 1
      tally.sent += client.sent.length
      tried.set(each.oddity, (tried.get(each.oddity) ?? 0) + 1)
      if (relay.passed.has(`o-${number}`)) {
        tally.oddPast += 1
        tally.oddities.add(each.oddity)
      }
      judge(client, each, number, tally)
    }
  }
  victim.close()
  return tally
}

/** An ordinary request, the odd one and another ordinary one, in the way of the case. */
async function converse(client: Client, each: Case, number: number, askVictim: () => Promise<void>): Promise<void> {
  const [before, odd, after] = [`b-${number}`, `o-${number}`, `a-${number}`]
  const bytes = oddRequest(each, odd)
  const first = { id: before, method: 'GET' }
  const second = { id: odd, method: each.shape.method }
  const third = { id: after, method: 'GET' }
  switch (each.position) {
    case 'pipelined':
      client.send(ordinary(before) + bytes + ordinary(after), first, second, third)
      break
    case 'first':
      client.send(bytes + ordinary(after), second, third)
      break
    case 'alone':
      client.send(ordinary(before), first)
      await client.until(1, patienceMs)
      client.send(bytes, second)
      await settled(client, 2, askVictim)
      client.send(ordinary(after), third)
      break
    case 'in pieces': {
      const cut = Math.max(1, bytes.length - 9)
      client.send(ordinary(before) + bytes.slice(0, cut), first, second)
      await askVictim()
      client.send(bytes.slice(cut))
      await askVictim()
      client.send(ordinary(after), third)
    }
  }
  await settled(client, client.sent.length, askVictim)
}

/** All is answered, or it is seen that nothing more will come: how long that takes changes no verdict. */
async function settled(client: Client, count: number, askVictim: () => Promise<void>): Promise<void> {
  await client.until(count, silenceMs)
  while (client.responses.length < count && !client.ended) {
    const { length } = client.responses
    await askVictim()
    await client.until(count, silenceMs)
    if (client.responses.length === length) return
  }
}

/** Responses come in the order of their requests, each with the id of its own. */
function judge({ responses, sent, fault }: Client, each: Case, number: number, tally: Tally): void {
  const place = `case ${number}: ${each.oddity}, ${each.shape.name}, ${each.position}`
  // A proxy that takes the body for a request gets it answered: after that of which it was the body.
  const order = sent.flatMap(({ id }) => (id.startsWith('o') ? [id, id.replace('o', 'e')] : [id]))
  let next = 0
  if (fault !== undefined) tally.mismatches.push(`${place}: ${fault}`)
  for (const response of responses) {
    const id = idOf(response)
    if (id === undefined) {
      // The proxy's own, or the server's to what never became a request: nothing that anybody asked for.
      if (response.status < 300) tally.mismatches.push(`${place}: ${response.status} without the id of a request`)
      continue
    }
    const at = order.indexOf(id, next)
    if (at === -1) tally.mismatches.push(`${place}: a response to ${id} after ${next} of ${order}`)
    else next = at + 1
    if (!isWhole(response, id)) tally.mismatches.push(`${place}: the body of ${id} is ${response.body}`)
    tally.checked += 1
  }
}

/** Another client, whose requests are as ordinary as can be, and must be answered as such. */
function createVictim(socket: string, relay: Relay, tally: Tally) {
  let client = new Client(socket)
  let number = 0
  // The proxy says itself that it has no connection for it, closes, or never sends it on.
  const isLost = (response: Answer | undefined, id: string) =>
    response === undefined
      ? client.ended || !relay.passed.has(id)
      : idOf(response) === undefined && response.status >= 500
  return {
    close: () => client.close(),
    async ask() {
      if (client.ended) client = new Client(socket)
      number += 1
      const id = `v-${number}`
      const { length } = client.responses
      client.send(ordinary(id), { id, method: 'GET' })
      tally.sent += 1
      await client.until(length + 1, stallMs)
      if (relay.passed.has(id)) await client.until(length + 1, patienceMs)
      const response = client.responses[length]
      const found = response && idOf(response)
      if (response?.status === 404 && found === id && isWhole(response, id)) tally.checked += 1
      else if (isLost(response, id)) tally.lost += 1
      else tally.mismatches.push(`victim ${id}: ${response?.status ?? 'no response'} to ${found}`)
      if (response === undefined) client.close()
      if (client.fault !== undefined) tally.mismatches.push(`victim ${id}: ${client.fault}`)
      // What comes that nobody asked for.
      if (client.responses.length > length + 1) tally.mismatches.push(`victim ${id}: more than one response`)
    },
  }
}

function ordinary(id: string): string {
  return `GET /none/${id} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\n\r\n`
}

function idOf({ headers }: Answer): string | undefined {
  return /^[abeov]-\d+$/.exec(headers.get('x-request-id') ?? '')?.[0]
}

/** The body says the same of whose it is as the header does. */
function isWhole({ status, headers, body }: Answer, id: string): boolean {
  if (body.length === 0 || !/json/.test(headers.get('content-type') ?? '')) return true
  const said = new RegExp(`^\\{.*"${status < 300 ? 'title' : 'requestId'}":"${id}".*\\}$`)
  return said.test(body.toString())
}

/** Lines of the server's log about what no proxy sent as a request of its own, or oftener than it was sent. */
export function strangersIn(log: readonly string[], relay: Relay): readonly string[] {
  const served = new Map<string, number>()
  return log.flatMap((line) => {
    if (!line.startsWith('{')) return []
    const { url, requestId = '', remoteAddress } = JSON.parse(line) as Record<string, string | undefined>
    if (url === undefined) return []
    served.set(requestId, (served.get(requestId) ?? 0) + 1)
    if (remoteAddress !== clientAddress) return [`not a request of the proxy: ${line}`]
    const isOften = /^[abov]-\d+$/.test(requestId) && (served.get(requestId) ?? 0) > (relay.passed.get(requestId) ?? 0)
    return isOften ? [`served more often than sent: ${line}`] : []
  })
}
