import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { isRequest, startProcess } from './log-process.ts'
import { sendRaw } from './support.ts'

// Elsewhere a signal ends a process before it can write what is left.
const onPosix = { skip: process.platform === 'win32' }

const refusals = [
  { what: 'noise', bytes: 'noise\r\n\r\n', status: 400 },
  { what: 'half a request', bytes: 'GET / HTT', status: 408 },
  { what: 'too many headers', bytes: `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, status: 431 },
]

test('writes one line about a request', async (t) => {
  const { url, port, find } = await startProcess(t, { HEADERS_TIMEOUT_MS: '500' })

  await t.test('when it is over', async () => {
    const secrets = { Authorization: 'Basic secret', Cookie: 'a=secret' }
    const headers = { 'User-Agent': 'test', 'X-Request-Id': 'test-1', ...secrets }
    const res = await fetch(`${url}/no-such-page?q=1&token=secret`, { headers })
    const body = await res.arrayBuffer()
    const { time, durationMs, ...line } = await find(isRequest)
    assert.deepEqual(line, {
      level: 'info',
      msg: 'request',
      requestId: 'test-1',
      method: 'GET',
      url: '/no-such-page?q=1&token=[redacted]',
      status: 404,
      bytes: body.byteLength,
      remoteAddress: '127.0.0.1',
      userAgent: 'test',
    })
    assert.equal(new Date(String(time)).toISOString(), time)
    assert(Number(durationMs) >= 0)
  })

  await t.test('with no bytes where an answer has no body', async () => {
    await fetch(`${url}/no-such-page`, { method: 'HEAD' })
    const line = await find(isRequest)
    assert.deepEqual([line['method'], line['status'], line['bytes']], ['HEAD', 404, 0])
  })

  for (const { what, bytes, status } of refusals) {
    await t.test(`that never became one: ${what}`, async () => {
      const answer = await sendRaw(port, bytes)
      await fetch(`${url}/next`)
      const line = await find(() => true)
      assert.deepEqual([line['level'], line['msg'], line['status']], ['info', 'request refused', status])
      assert.match(answer, new RegExp(`x-request-id: ${line['requestId']}`, 'i'))
      assert(!('stack' in line))
      assert.equal((await find(() => true))['url'], '/next')
    })
  }
})

test('writes what went wrong with a request', async (t) => {
  const { url, port, find } = await startProcess(t, {}, 'test/failing-server')

  await t.test('says that a client went away, and what it had been told until then', async (subtest) => {
    const silent = connect(port, '127.0.0.1', () => silent.write('GET /never HTTP/1.1\r\nHost: a\r\n\r\n'))
    subtest.after(() => silent.destroy())
    await fetch(`${url}/fail`) // by now the other request has been read as well
    silent.resetAndDestroy()
    const line = await find((found) => found['url'] === '/never')
    assert.deepEqual([line['level'], line['status'], line['aborted']], ['info', null, true])
  })

  await t.test('keeps the stack of a failure in the log, under the id that the client gets', async () => {
    const res = await fetch(`${url}/fail`)
    const text = await res.text()
    const requestId = res.headers.get('x-request-id')
    assert.equal(res.status, 500)
    assert.doesNotMatch(text, /password|\.[jt]s/)
    assert.equal((JSON.parse(text) as Record<string, unknown>)['requestId'], requestId)
    const error = await find((line) => line['level'] === 'error')
    assert.match(String(error['stack']), /Error: the password is 1234\n +at /)
    assert.equal(error['requestId'], requestId)
    assert.equal((await find(isRequest))['requestId'], requestId)
  })

  await t.test('writes one line about a broken body, with the status of the response', async () => {
    const head = 'POST /never HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
    const answer = await sendRaw(port, `${head}no chunk\r\n`)
    assert.match(answer, /^HTTP\/1\.1 400 /)
    const line = await find(() => true)
    assert.deepEqual([line['url'], line['status'], line['aborted']], ['/never', 400, true])
    assert.match(answer, new RegExp(`x-request-id: ${line['requestId']}`, 'i'))
    await fetch(`${url}/fail`)
    assert.notEqual((await find(isRequest))['url'], '/never')
  })
})

const thresholds = [
  { level: 'error', written: ['error', 'error'] },
  { level: 'silent', written: [] },
]

for (const { level, written } of thresholds) {
  test(`writes only what is important enough for LOG_LEVEL=${level}`, onPosix, async (t) => {
    const { port, url, child, rest } = await startProcess(t, { LOG_LEVEL: level }, 'test/failing-server')
    await sendRaw(port, 'noise\r\n\r\n')
    await fetch(`${url}/fail`)
    child.kill('SIGTERM')
    assert.deepEqual(
      (await rest()).map((line) => line['level']),
      written,
    )
  })
}

test('takes requests to internal routes for less important than others', async (t) => {
  const { url, find } = await startProcess(t, { LOG_LEVEL: 'debug' }, 'test/failing-server')
  for (const path of ['/internal', '/internal?x=1']) {
    await fetch(url + path)
    assert.equal((await find(isRequest))['level'], 'debug', path)
  }
  await fetch(`${url}/internal`, { method: 'POST' })
  assert.equal((await find(isRequest))['level'], 'info')
})
