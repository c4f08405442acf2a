import { expect } from 'vitest'
import type { Answer } from './answers.ts'
import { ask, open } from './connection.ts'

/** One case: bytes to send, and what must come back. `id`: its number in docs/http-behaviours.md, or several. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly send: string | Buffer
  /** Any of these. */
  readonly status: number | readonly number[]
  /** The connection must be closed behind the answer; with `open`, it must not. */
  readonly connection?: 'close' | 'open'
  readonly headers?: Readonly<Record<string, RegExp | null>>
  readonly body?: RegExp | ''
  readonly check?: (answer: Answer) => void | Promise<void>
}

/** Runs one case, and then asks the server a good question: it must be alive and the connection not out of step. */
export async function play(row: Row, port: number, good = '/api/todos'): Promise<void> {
  const connection = open(port, row.send)
  const method = String(row.send).trimStart().split(' ')[0] ?? ''
  const answer = await connection.next(method)
  expect([row.status].flat(), `${answer.status} ${answer.body}`).toContain(answer.status)
  checkLines(answer)
  if (answer.status >= 400) checkProblem(answer, method)
  for (const [name, pattern] of Object.entries(row.headers ?? {})) {
    if (pattern === null) expect(answer.headers.get(name), name).toBeUndefined()
    else expect(answer.headers.get(name), name).toMatch(pattern)
  }
  if (row.body === '') expect(answer.body.length).toBe(0)
  else if (row.body) expect(answer.body.toString()).toMatch(row.body)
  await row.check?.(answer)
  if (row.connection === 'close') {
    expect(answer.headers.get('connection')).toMatch(/close/i)
    expect((await connection.closed()).toString('latin1')).toBe('')
  } else if (row.connection === 'open') {
    connection.socket.write(`GET ${good} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    expect((await connection.next()).status).toBe(200)
  }
  connection.socket.destroy()
  expect((await ask(port, `GET ${good} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).status).toBe(200)
}

/** Each header is one line, since caches may read only the first of two; Set-Cookie cannot be a list. */
function checkLines({ lines }: Answer): void {
  const names = lines.map((line) => line.split(':')[0]?.toLowerCase()).filter((name) => name !== 'set-cookie')
  expect(names).toEqual([...new Set(names)])
}

/** An error is problem details, its length exact and its status that of the status line; HEAD has no body. */
function checkProblem(answer: Answer, method: string): void {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  if (method === 'HEAD') {
    expect(answer.body.length).toBe(0)
    expect(answer.headers.get('content-length')).toMatch(/^[1-9]\d*$/)
    return
  }
  expect(Number(answer.headers.get('content-length'))).toBe(answer.body.length)
  const problem = JSON.parse(answer.body.toString()) as Record<string, unknown>
  expect(problem).toMatchObject({ type: 'about:blank', status: answer.status, title: expect.any(String) })
  if (answer.status >= 500) expect(problem.detail).toBeUndefined()
}
