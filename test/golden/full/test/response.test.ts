import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { createServer } from '../src/http/create-server.ts'
import type { Response } from '../src/http/response.ts'
import { sendRaw } from './support.ts'

/** The header lines of an answer to which these were common. */
async function headersOf(t: TestContext, answer: (res: Response) => void): Promise<readonly string[]> {
  const server = createServer(readConfig({}), (_req, res) => {
    res.common.push(['X-Policy', 'ours'], ['Vary', 'Origin'])
    answer(res)
  })
  server.listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const text = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  return text.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? []
}

const ways: readonly (readonly [string, (res: Response) => void, RegExp])[] = [
  ['are sent with an answer that has none of its own', (res) => res.end(), /^X-Policy: ours$/],
  ['are sent beside those of the answer', (res) => res.writeHead(200, { 'X-Own': 'a' }).end(), /^X-Policy: ours$/],
  ['give way to those of the answer', (res) => res.writeHead(200, { 'x-policy': 'own' }).end(), /^x-policy: own$/],
  ['give way to a list', (res) => res.writeHead(200, ['X-Policy', 'own']).end(), /^X-Policy: own$/],
  ['give way to what was set', (res) => res.setHeader('x-policy', 'own').end(), /^x-policy: own$/],
  ['come with a reason phrase', (res) => res.writeHead(200, 'Fine').end(), /^X-Policy: ours$/],
  ['give way beside it', (res) => res.writeHead(200, 'Fine', { 'X-Policy': 'own' }).end(), /^X-Policy: own$/],
]
for (const [name, answer, expected] of ways) {
  test(`common headers ${name}`, async (t) => {
    const lines = (await headersOf(t, answer)).filter((line) => /^x-policy:/i.test(line))
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', expected)
  })
}

const varying: readonly (readonly [string, (res: Response) => void, string])[] = [
  ['given with the answer', (res) => res.writeHead(200, { vary: 'Accept' }).end(), 'Origin, Accept'],
  ['set before', (res) => res.appendHeader('Vary', 'Accept').end(), 'Origin, Accept'],
  ['set in two steps', (res) => res.appendHeader('Vary', 'A').appendHeader('Vary', 'B').end(), 'Origin, A, B'],
  ['given beside what is set', (res) => res.setHeader('A', '1').writeHead(200, { Vary: 'A' }).end(), 'Origin, A'],
  ['common too', (res) => res.common.push(['Vary', 'A, B']) && res.end(), 'Origin, A, B'],
  ['the same', (res) => res.writeHead(200, { Vary: 'origin, A' }).end(), 'Origin, A'],
  ['everything', (res) => res.writeHead(200, { Vary: '*' }).end(), '*'],
]
for (const [name, answer, expected] of varying) {
  test(`Vary is one line with what is ${name}`, async (t) => {
    const lines = (await headersOf(t, answer)).filter((line) => /^vary:/i.test(line))
    assert.deepEqual(lines, [`Vary: ${expected}`])
  })
}

test('a list in several values is one line, and cookies are not a list', async (t) => {
  for (const { name, count } of [
    { name: 'Link', count: 1 },
    { name: 'Set-Cookie', count: 2 },
  ]) {
    for (const answer of [
      (res: Response) => res.setHeader(name, ['a', 'b']).end(),
      (res: Response) => res.writeHead(200, { [name]: ['a', 'b'] }).end(),
    ]) {
      const prefix = `${name.toLowerCase()}: `
      const lines = (await headersOf(t, answer)).filter((line) => line.toLowerCase().startsWith(prefix))
      assert.equal(lines.length, count)
    }
  }
})
