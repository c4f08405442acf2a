import assert from 'node:assert/strict'
import { unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { serveFolder } from './static-folder.ts'
import { startServer } from './support.ts'

test('serves the start page of the project', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(url)
  assert.equal(res.status, 200)
  assert.equal(res.headers.get('content-type'), 'text/html; charset=utf-8')
})

test('describes a file, to HEAD as to GET', async (t) => {
  const { url, at } = await serveFolder(t, { 'name.txt': '0123456789' })
  utimesSync(at('name.txt'), 4e9, 4e9) // Last-Modified must not be in the future, whatever the clock was
  const get = await fetch(`${url}/name.txt`)
  assert.equal(await get.text(), '0123456789')
  const head = await fetch(`${url}/name.txt`, { method: 'HEAD', headers: { Range: 'bytes=0-1' } })
  for (const { status, headers } of [get, head]) {
    assert.equal(status, 200)
    assert.equal(headers.get('content-type'), 'text/plain; charset=utf-8')
    assert.equal(headers.get('content-length'), '10')
    assert.equal(headers.get('accept-ranges'), 'bytes')
    assert.equal(headers.get('cache-control'), 'public, max-age=0')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('etag') ?? '', /^"[\w-]+"$/)
    assert.ok(Date.parse(headers.get('last-modified') ?? '') <= Date.now())
  }
})

const types = [
  { name: 'a.js', type: 'text/javascript; charset=utf-8' },
  { name: 'A.PNG', type: 'image/png' },
  { name: 'a.svg', type: 'image/svg+xml; charset=utf-8' },
  { name: 'a.unheard-of', type: 'application/octet-stream' },
  { name: 'none', type: 'application/octet-stream' },
]

for (const { name, type } of types) {
  test(`serves ${name} as ${type}`, async (t) => {
    const { url } = await serveFolder(t, { [name]: '' })
    const res = await fetch(`${url}/${name}`)
    assert.equal(res.headers.get('content-type'), type)
    assert.equal(res.headers.get('content-length'), '0')
  })
}

const lifetimes = [
  { name: 'index.html', value: 'no-cache' },
  { name: 'assets/app.3f9a1c2b.js', value: 'public, max-age=31536000, immutable' },
  { name: '_app/immutable/app-BxK3a9c_.css', value: 'public, max-age=31536000, immutable' },
  { name: 'app.3f9a1c2b.js', value: 'public, max-age=0' },
  { name: 'order-1a2b3c4d.json', value: 'public, max-age=0' },
  { name: 'assets/galaxy-S24Ultra.png', value: 'public, max-age=0' },
  { name: 'assets/map-NewYork1.svg', value: 'public, max-age=0' },
  { name: 'assets/1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d.json', value: 'public, max-age=0' },
  { name: 'my-document.pdf', value: 'public, max-age=0' },
  { name: 'report-20240131.pdf', value: 'public, max-age=0' },
  { name: 'report-Version2.pdf', value: 'public, max-age=0' },
  { name: 'img-decade10.png', value: 'public, max-age=0' },
]

for (const { name, value } of lifetimes) {
  test(`lets caches keep ${name} as ${value}`, async (t) => {
    const { url } = await serveFolder(t, { [name]: '' })
    assert.equal((await fetch(`${url}/${name}`)).headers.get('cache-control'), value)
  })
}

test('refuses other methods for a file, and knows nothing of one that is missing', async (t) => {
  const { url } = await serveFolder(t, { 'name.txt': '' })
  const refused = await fetch(`${url}/name.txt`, { method: 'POST', body: 'x' })
  assert.equal(refused.status, 405)
  assert.equal(refused.headers.get('allow'), 'GET, HEAD, OPTIONS')
  assert.equal((await fetch(`${url}/other.txt`, { method: 'POST', body: 'x' })).status, 404)
})

test('does not send a compressed copy that is older than the file', async (t) => {
  const { url, at } = await serveFolder(t, { 'app.js': 'plain', 'app.js.br': 'br' })
  utimesSync(at('app.js.br'), new Date('2024-01-01'), new Date('2024-01-01'))
  const res = await fetch(`${url}/app.js`, { headers: { 'Accept-Encoding': 'br' } })
  assert.equal(await res.text(), 'plain')
  assert.equal(res.headers.get('content-encoding'), null)
})

test('sends a compressed copy to whom it suits best, and tells caches so', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': 'plain', 'app.js.br': 'br', 'app.js.gz': 'gz', 'one.js': '' })
  const etags = new Set()
  const rows = [
    { accept: 'gzip, deflate, br', coding: 'br', length: '2' },
    { accept: 'br;q=0, *', coding: 'gzip', length: '2' },
    { accept: 'br;q=0.1, GZIP;q=0.2', coding: 'gzip', length: '2' },
    { accept: 'identity, br;q=0.5', coding: null, length: '5' },
    { accept: 'identity;q=0', coding: null, length: '5' },
    { accept: '', coding: null, length: '5' },
  ]
  for (const { accept, coding, length } of rows) {
    // HEAD, because fetch would try to decode the body.
    const { headers } = await fetch(`${url}/app.js`, { method: 'HEAD', headers: { 'Accept-Encoding': accept } })
    assert.equal(headers.get('content-encoding'), coding, accept)
    assert.equal(headers.get('content-length'), length)
    assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8')
    assert.match(headers.get('vary') ?? '', /Accept-Encoding/)
    etags.add(headers.get('etag'))
    const known = { 'Accept-Encoding': accept, 'If-None-Match': headers.get('etag') ?? '' }
    const unchanged = await fetch(`${url}/app.js`, { headers: known })
    assert.equal(unchanged.status, 304)
    assert.match(unchanged.headers.get('vary') ?? '', /Accept-Encoding/)
  }
  assert.equal(etags.size, 3)
  assert.doesNotMatch((await fetch(`${url}/one.js`)).headers.get('vary') ?? '', /Accept-Encoding/)
})

test('gives other content of the same length and time another ETag', async (t) => {
  const { url, at } = await serveFolder(t, { 'name.txt': 'first' })
  const etagOf = async () => (await fetch(`${url}/name.txt`)).headers.get('etag')
  utimesSync(at('name.txt'), 1, 1)
  const before = await etagOf()
  assert.equal(await etagOf(), before)
  unlinkSync(at('name.txt'))
  writeFileSync(at('name.txt'), 'other')
  utimesSync(at('name.txt'), 1, 1)
  assert.notEqual(await etagOf(), before)
})
