import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { matches } from './matches.ts'
import type { Exchange } from './probe.ts'
import type { Server } from './server.ts'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const timeoutMs = 30_000
const longest = 300

/** Sends the request of a probe and resolves to what is not as it should be in the answer. */
export async function exchange(probe: Exchange, server: Server, agent: Agent): Promise<readonly string[]> {
  const { request: asked, answer: expected } = probe
  const before = server.lines.length
  const problems: string[] = []
  const answer = await send(server.port, asked, agent).catch((error: unknown) => {
    problems.push(`no answer: ${error instanceof Error ? error.message : error}\n${shorten(server.lines.join('\n'))}`)
  })
  if (answer) problems.push(...compare(answer, expected))
  if (answer && expected.log !== undefined && !(await server.says(expected.log, before))) {
    problems.push(`no line matches /${expected.log}/: ${shorten(server.lines.slice(before).join('\n'))}`)
  }
  return problems.map((problem) => `${asked.method ?? 'GET'} ${asked.path}: ${problem}`)
}

export function shorten(long: string): string {
  return long.length > longest ? `${long.slice(0, longest)}...` : long
}

function send(
  port: number,
  { method = 'GET', path, headers = {}, body = '' }: Exchange['request'],
  agent: Agent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers, agent, timeout: timeoutMs }
    const sent = request(options, (res) => {
      text(res).then((all) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: all }), reject)
    })
    sent.once('timeout', () => sent.destroy(new Error(`it took longer than ${timeoutMs} ms`)))
    sent.once('error', reject)
    sent.end(body)
  })
}

function compare({ status, headers, body }: Answer, expected: Exchange['answer']): string[] {
  const problems: string[] = []
  if (status !== expected.status) problems.push(`the status is ${status}, not ${expected.status}: ${shorten(body)}`)
  for (const [name, pattern] of Object.entries(expected.headers ?? {})) {
    const value = headers[name]?.toString()
    const fits = pattern === null ? value === undefined : value !== undefined && matches(pattern, value)
    if (!fits) problems.push(`${name} is ${value ?? 'not sent'}, not ${pattern === null ? 'left out' : `/${pattern}/`}`)
  }
  if (expected.body !== undefined && !matches(expected.body, body)) {
    problems.push(`the body does not match /${expected.body}/: ${shorten(body)}`)
  }
  return problems
}
