import assert from 'node:assert/strict'
import { test } from 'node:test'
import { send, startBooks } from './books.ts'

const bodies = [
  { what: 'no JSON', body: '{"title":', status: 400 },
  { what: 'nothing', body: '', status: 400 },
  { what: 'null', body: 'null', status: 400 },
  { what: 'an array', body: '[]', status: 400 },
  { what: 'a text', body: '"x"', status: 400 },
  { what: 'another type', body: '{"title":"x"}', headers: { 'Content-Type': 'text/plain' }, status: 415 },
  { what: 'another charset', body: '{}', headers: { 'Content-Type': 'application/json; charset=latin1' }, status: 415 },
  { what: 'a content coding', body: '{}', headers: { 'Content-Encoding': 'gzip' }, status: 415 },
  { what: 'a part of a body', body: '{}', headers: { 'Content-Range': 'bytes 0-1/2' }, status: 400 },
  { what: 'too much', body: `{"title":"${'x'.repeat(1000)}"}`, status: 413 },
]

for (const { what, body, headers, status } of bodies) {
  test(`answers ${status} to ${what}`, async (t) => {
    const res = await send('POST', await startBooks(t), body, headers)
    assert.equal(res.status, status)
    assert.equal(res.headers.get('content-type'), 'application/problem+json')
  })
}

test('answers 400 to bytes that are not UTF-8', async (t) => {
  const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
  const headers = { 'Content-Type': 'application/json' }
  assert.equal((await fetch(await startBooks(t), { method: 'POST', headers, body })).status, 400)
})

test('counts a chunked body while it comes', async (t) => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(Buffer.alloc(500, 'x')) })
  const headers = { 'Content-Type': 'application/json' }
  const init = { method: 'POST', headers, body: endless, duplex: 'half' as const }
  assert.equal((await fetch(await startBooks(t), init)).status, 413)
})

test('reads a form and turns its texts into values', async (t) => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }
  const res = await send(
    'POST',
    await startBooks(t),
    'title=War+%26+Peace&pages=12&lent=on&price=&genre=novel',
    headers,
  )
  assert.equal(res.status, 201)
  assert.deepEqual(await res.json(), { id: 1, title: 'War & Peace', pages: 12, lent: true, genre: 'novel' })
})

const checkboxes = [
  { body: '', lent: false },
  { body: '&lent=on', lent: true },
  { body: '&lent=0&lent=1', lent: true },
  { body: '&lent=true&lent=false', lent: true },
  { body: '&lent=off', lent: false },
]

for (const { body, lent } of checkboxes) {
  test(`reads a checkbox from a form with "${body}"`, async (t) => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const res = await send('POST', await startBooks(t), `title=a${body}`, type)
    assert.deepEqual(await res.json(), { id: 1, title: 'a', lent })
  })
}

const forms = [
  { what: 'an empty input that is required', body: 'title=', status: 400 },
  { what: 'a checkbox twice', body: 'title=a&lent=on&lent=on', status: 400 },
  { what: 'a name twice', body: 'title=a&title=b', status: 400 },
  { what: 'a malformed escape', body: 'title=%zz', status: 400 },
  { what: 'a text for a number', body: 'title=a&pages=x', status: 400 },
  { what: 'a cross-site page', body: 'title=a', headers: { 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
]

for (const { what, body, headers, status } of forms) {
  test(`answers ${status} to a form with ${what}`, async (t) => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
    assert.equal((await send('POST', await startBooks(t), body, { ...type, ...headers })).status, status)
  })
}
