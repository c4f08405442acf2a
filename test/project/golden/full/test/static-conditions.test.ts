import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { test } from 'node:test'
import { serveFolder } from './static-folder.ts'

const ranges = [
  { range: 'bytes=0-0', status: 206, body: '0', at: 'bytes 0-0/10' },
  { range: 'bytes=2-5', status: 206, body: '2345', at: 'bytes 2-5/10' },
  { range: 'bytes=5-', status: 206, body: '56789', at: 'bytes 5-9/10' },
  { range: 'bytes=8-99', status: 206, body: '89', at: 'bytes 8-9/10' },
  { range: 'bytes=-3', status: 206, body: '789', at: 'bytes 7-9/10' },
  { range: 'bytes=-999', status: 206, body: '0123456789', at: 'bytes 0-9/10' },
  { range: 'BYTES=0-1', status: 206, body: '01', at: 'bytes 0-1/10' },
  { range: 'bytes=5-2', status: 200, body: '0123456789', at: null },
  { range: 'bytes=-', status: 200, body: '0123456789', at: null },
  { range: 'bytes=0x0-1', status: 200, body: '0123456789', at: null },
  { range: 'items=0-4', status: 200, body: '0123456789', at: null },
  { range: 'bytes=0-1,5-6', status: 200, body: '0123456789', at: null },
  { range: 'bytes=10-', status: 416, body: undefined, at: 'bytes */10' },
  { range: 'bytes=-0', status: 416, body: undefined, at: 'bytes */10' },
  { range: 'bytes=99999999999999999999-', status: 416, body: undefined, at: 'bytes */10' },
]

for (const { range, status, body, at } of ranges) {
  test(`answers ${range} of ten bytes with ${status}`, async (t) => {
    const { url } = await serveFolder(t, { 'ten.txt': '0123456789' })
    const res = await fetch(`${url}/ten.txt`, { headers: { Range: range } })
    assert.equal(res.status, status)
    assert.equal(res.headers.get('content-range'), at)
    if (body !== undefined) {
      assert.equal(await res.text(), body)
      assert.equal(res.headers.get('content-length'), String(body.length))
    }
  })
}

test('answers ranges of an empty file', async (t) => {
  const { url } = await serveFolder(t, { empty: '' })
  const ask = async (Range: string) => (await fetch(`${url}/empty`, { headers: { Range } })).status
  assert.equal(await ask('bytes=0-0'), 416)
  assert.equal(await ask('bytes=-1'), 200)
})

const modified = 'Sun, 06 Nov 1994 08:49:37 GMT'
const earlier = 'Sun, 06 Nov 1994 08:49:36 GMT'
const later = 'Sun, 06 Nov 1994 08:49:38 GMT'
const etag = 'ETAG' // stands for the file's own

const conditions: { headers: Record<string, string>; status: number }[] = [
  { headers: { 'If-None-Match': etag }, status: 304 },
  { headers: { 'If-None-Match': `"x", W/${etag}` }, status: 304 },
  { headers: { 'If-None-Match': '*' }, status: 304 },
  { headers: { 'If-None-Match': '"x"' }, status: 200 },
  { headers: { 'If-None-Match': '"x"', 'If-Modified-Since': later }, status: 200 },
  { headers: { 'If-Modified-Since': modified }, status: 304 },
  { headers: { 'If-Modified-Since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, status: 304 },
  { headers: { 'If-Modified-Since': 'Sun Nov  6 08:49:37 1994' }, status: 304 },
  { headers: { 'If-Modified-Since': earlier }, status: 200 },
  { headers: { 'If-Modified-Since': 'whatever 2100' }, status: 200 },
  { headers: { 'If-Match': etag }, status: 200 },
  { headers: { 'If-Match': '*' }, status: 200 },
  { headers: { 'If-Match': `W/${etag}` }, status: 412 },
  { headers: { 'If-Match': '"x"' }, status: 412 },
  { headers: { 'If-Match': '*', 'If-Unmodified-Since': earlier }, status: 200 },
  { headers: { 'If-Unmodified-Since': modified }, status: 200 },
  { headers: { 'If-Unmodified-Since': earlier }, status: 412 },
  { headers: { 'If-Unmodified-Since': 'whatever 1990' }, status: 200 },
  { headers: { Range: 'bytes=0-1', 'If-None-Match': etag }, status: 304 },
  { headers: { Range: 'bytes=0-1', 'If-Match': '"x"' }, status: 412 },
  { headers: { Range: 'bytes=0-1', 'If-Range': etag }, status: 206 },
  { headers: { Range: 'bytes=0-1', 'If-Range': `W/${etag}` }, status: 200 },
  { headers: { Range: 'bytes=0-1', 'If-Range': '"x"' }, status: 200 },
  { headers: { Range: 'bytes=0-1', 'If-Range': modified }, status: 206 },
  { headers: { Range: 'bytes=0-1', 'If-Range': earlier }, status: 200 },
  { headers: { Range: 'bytes=0-1', 'If-Range': later }, status: 200 },
]

for (const { headers, status } of conditions) {
  test(`answers ${status} to ${JSON.stringify(headers)}`, async (t) => {
    const { url, at } = await serveFolder(t, { 'ten.txt': '0123456789' })
    utimesSync(at('ten.txt'), 0, Date.parse(modified) / 1000 + 0.5)
    const whole = await fetch(`${url}/ten.txt`)
    const own = whole.headers.get('etag') ?? ''
    const sent = Object.entries(headers).map(([name, value]) => [name, value.replace(etag, own)] as const)
    const res = await fetch(`${url}/ten.txt`, { headers: new Headers(sent as [string, string][]) })
    assert.equal(res.status, status)
    if (status === 412) return
    for (const name of ['etag', 'last-modified', 'cache-control']) {
      assert.equal(res.headers.get(name), whole.headers.get(name))
    }
    if (status === 304) assert.equal(res.headers.get('content-type'), null)
  })
}

test('gives a large file a weak ETag, which proves nothing about its bytes', async (t) => {
  const { url, at } = await serveFolder(t, { large: 'x'.repeat(65_537) })
  utimesSync(at('large'), 1, 1)
  const tag = 'W/"65537-1000"'
  const Range = 'bytes=0-1'
  const rows: [Record<string, string>, number][] = [
    [{ 'If-None-Match': tag }, 304],
    [{ 'If-Match': tag }, 412],
    [{ Range }, 206],
    [{ Range, 'If-Range': tag }, 200],
    [{ Range, 'If-Range': 'Thu, 01 Jan 1970 00:00:01 GMT' }, 206],
  ]
  for (const [headers, status] of rows) assert.equal((await fetch(`${url}/large`, { headers })).status, status)
})
