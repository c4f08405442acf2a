import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { sendRaw, startServer } from './support.ts'

const json = { 'Content-Type': 'application/json' }

test('greets at / in plain text', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(url)
  assert.equal(res.status, 200)
  assert.equal(res.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.equal(await res.text(), 'Hello from my-api\n')
})

test('serves nothing but GET, HEAD, OPTIONS and POST there', async (t) => {
  const { url } = await startServer(t)
  const refused = await fetch(url, { method: 'DELETE' })
  assert.equal(refused.status, 405)
  assert.equal(refused.headers.get('allow'), 'GET, HEAD, OPTIONS, POST')
  const options = await fetch(url, { method: 'OPTIONS' })
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('allow'), 'GET, HEAD, OPTIONS, POST')
})

test('greets the name in a JSON body', async (t) => {
  const { url } = await startServer(t)
  const body = `{"name":"Ada","more":"${'x'.repeat(16_000)}"}`
  for (const type of ['application/json', 'Application/JSON; charset="UTF-8"']) {
    const res = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body })
    assert.equal(res.status, 200)
    assert.equal(res.headers.get('content-type'), 'application/json; charset=utf-8')
    assert.deepEqual(await res.json(), { message: 'Hello Ada' })
  }
})

for (const { what, body, headers = json, status } of [
  { what: 'a body that is not JSON', body: '{"name":', status: 400 },
  { what: 'a body that is not UTF-8', body: Buffer.from('{"name":"\xff"}', 'latin1'), status: 400 },
  { what: 'an empty body', body: '', status: 400 },
  { what: 'a list', body: '["Ada"]', status: 400 },
  { what: 'null', body: 'null', status: 400 },
  { what: 'a name that is not a string', body: '{"name":1}', status: 400 },
  { what: 'a body of more than 16 KiB', body: `{"name":"${'x'.repeat(16_384)}"}`, status: 413 },
  { what: 'another media type', body: 'name=Ada', headers: { 'Content-Type': 'text/plain' }, status: 415 },
  { what: 'another charset', body: '{}', headers: { 'Content-Type': 'application/json; charset=latin1' }, status: 415 },
  { what: 'a compressed body', body: '{}', headers: { ...json, 'Content-Encoding': 'gzip' }, status: 415 },
]) {
  test(`refuses ${what} with ${status}`, async (t) => {
    const { url } = await startServer(t)
    const res = await fetch(url, { method: 'POST', headers, body })
    assert.equal(res.status, status)
    assert.equal(res.headers.get('content-type'), 'application/problem+json')
  })
}

const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'

test('refuses a body in pieces once it is too large', async (t) => {
  const { port } = await startServer(t)
  const piece = `1000\r\n${'x'.repeat(4096)}\r\n`
  const response = await sendRaw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${piece.repeat(5)}0\r\n\r\n`)
  assert.match(response, /^HTTP\/1\.1 413 /)
})

test('asks for a body that the client holds back', async (t) => {
  const { port } = await startServer(t)
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`${head}Expect: 100-continue\r\nContent-Length: 14\r\n\r\n`)
  const [first] = await once(socket, 'data')
  assert.equal(first, 'HTTP/1.1 100 Continue\r\n\r\n')
  socket.write('{"name":"Ada"}')
  const [second] = await once(socket, 'data')
  assert.match(second, /Hello Ada/)
  socket.destroy()
})

test('does not ask for one that is too large', async (t) => {
  const { port } = await startServer(t)
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`${head}Expect: 100-continue\r\nContent-Length: 16385\r\n\r\n`)
  const [first] = await once(socket, 'data')
  assert.match(first, /^HTTP\/1\.1 413 /)
  socket.destroy()
})

test('refuses a body that is too slow, and does not act on the rest', async (t) => {
  const { port } = await startServer(t, { REQUEST_TIMEOUT_MS: '200' })
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`${head}Content-Length: 14\r\n\r\n{"name"`)
  let response = ''
  socket.on('data', (text) => {
    response += text
    socket.write(':"Ada"}')
  })
  await once(socket, 'close')
  assert.match(response, /^HTTP\/1\.1 408 /)
  assert.doesNotMatch(response, /Hello/)
})
