import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AppResponse } from '../src/http/response.ts'
import { sendRaw, startServer } from './support.ts'

/** The header lines of a response that has these default headers. */
async function headersOf(t: TestContext, respond: (res: AppResponse) => void): Promise<readonly string[]> {
  const { port } = await startServer(t, {}, {}, ({ res }) => {
    res.defaultHeaders.push(['X-Policy', 'ours'], ['Vary', 'Origin'])
    respond(res)
  })
  const text = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  return text.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? []
}

const forms: readonly (readonly [string, (res: AppResponse) => void, RegExp])[] = [
  ['are sent with a response that has none of its own', (res) => res.end(), /^X-Policy: ours$/],
  ['are sent beside those of the response', (res) => res.writeHead(200, { 'X-Own': 'a' }).end(), /^X-Policy: ours$/],
  ['give way to those of the response', (res) => res.writeHead(200, { 'x-policy': 'own' }).end(), /^x-policy: own$/],
  ['give way to a list', (res) => res.writeHead(200, ['X-Policy', 'own']).end(), /^X-Policy: own$/],
  ['give way to what was set', (res) => res.setHeader('x-policy', 'own').end(), /^x-policy: own$/],
  ['come with a reason phrase', (res) => res.writeHead(200, 'Fine').end(), /^X-Policy: ours$/],
  ['give way beside it', (res) => res.writeHead(200, 'Fine', { 'X-Policy': 'own' }).end(), /^X-Policy: own$/],
]
for (const [name, respond, expected] of forms) {
  test(`default headers ${name}`, async (t) => {
    const lines = (await headersOf(t, respond)).filter((line) => /^x-policy:/i.test(line))
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', expected)
  })
}

const varying: readonly (readonly [string, (res: AppResponse) => void, string])[] = [
  ['given with the response', (res) => res.writeHead(200, { vary: 'Accept' }).end(), 'Origin, Accept'],
  ['set before', (res) => res.appendHeader('Vary', 'Accept').end(), 'Origin, Accept'],
  ['set in two steps', (res) => res.appendHeader('Vary', 'A').appendHeader('Vary', 'B').end(), 'Origin, A, B'],
  ['given beside what is set', (res) => res.setHeader('A', '1').writeHead(200, { Vary: 'A' }).end(), 'Origin, A'],
  ['a default too', (res) => res.defaultHeaders.push(['Vary', 'A, B']) && res.end(), 'Origin, A, B'],
  ['the same', (res) => res.writeHead(200, { Vary: 'origin, A' }).end(), 'Origin, A'],
  ['everything', (res) => res.writeHead(200, { Vary: '*' }).end(), '*'],
]
for (const [name, respond, expected] of varying) {
  test(`Vary is one line with what is ${name}`, async (t) => {
    const lines = (await headersOf(t, respond)).filter((line) => /^vary:/i.test(line))
    assert.deepEqual(lines, [`Vary: ${expected}`])
  })
}

test('a list in several values is one line, and cookies are not a list', async (t) => {
  for (const { name, count } of [
    { name: 'Link', count: 1 },
    { name: 'Set-Cookie', count: 2 },
  ]) {
    for (const respond of [
      (res: AppResponse) => res.setHeader(name, ['a', 'b']).end(),
      (res: AppResponse) => res.writeHead(200, { [name]: ['a', 'b'] }).end(),
    ]) {
      const prefix = `${name.toLowerCase()}: `
      const lines = (await headersOf(t, respond)).filter((line) => line.toLowerCase().startsWith(prefix))
      assert.equal(lines.length, count)
    }
  }
})
