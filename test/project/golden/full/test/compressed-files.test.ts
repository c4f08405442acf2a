import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ask, decode } from './encoded.ts'
import { serveFolder } from './static-folder.ts'

const script = 'console.log("the same, again and again")\n'.repeat(100)
const gzip = { 'Accept-Encoding': 'gzip' }

test('compresses a file on its way, to HEAD as to GET', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': script })
  const plain = await ask(`${url}/app.js`)
  assert.equal(String(plain.body), script)
  for (const method of ['GET', 'HEAD']) {
    const answer = await ask(`${url}/app.js`, gzip, method)
    assert.equal(answer.status, 200)
    if (method === 'GET') assert.equal(decode(answer), script)
    else assert.equal(answer.body.length, 0)
    assert.equal(answer.headers['content-encoding'], 'gzip')
    assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8')
    assert.equal(answer.headers['content-length'], undefined)
    assert.equal(answer.headers['accept-ranges'], undefined)
    assert.equal(answer.headers.etag, plain.headers.etag?.replace(/"$/, '-gzip"'))
  }
})

test('says 304 to who has the file in the coding it would get, and nothing else', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': script })
  const plain = (await ask(`${url}/app.js`)).headers
  const { etag, 'last-modified': modified } = (await ask(`${url}/app.js`, gzip)).headers
  const rows = [
    { known: { ...gzip, 'If-None-Match': etag }, status: 304 },
    { known: { ...gzip, 'If-None-Match': `W/${etag}` }, status: 304 },
    { known: { ...gzip, 'If-Modified-Since': modified }, status: 304 },
    { known: { ...gzip, 'If-None-Match': plain.etag }, status: 200 },
    { known: { 'If-None-Match': etag }, status: 200 },
    { known: { ...gzip, 'If-Match': etag }, status: 200 },
    { known: { ...gzip, 'If-Match': plain.etag }, status: 200 },
    { known: { ...gzip, 'If-Match': '"another"' }, status: 412 },
  ]
  for (const { known, status } of rows) {
    const answer = await ask(`${url}/app.js`, known)
    assert.equal(answer.status, status, JSON.stringify(known))
    assert.match(answer.headers.vary ?? '', /Accept-Encoding/)
    if (status === 304) assert.equal(answer.headers.etag, etag)
  }
})

test('sends parts of the file itself, and only to who has no other', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': script })
  const plain = (await ask(`${url}/app.js`)).headers.etag
  const coded = (await ask(`${url}/app.js`, gzip)).headers.etag
  const rows = [
    { range: {}, status: 206, coding: undefined },
    { range: { 'If-Range': plain }, status: 206, coding: undefined },
    { range: { 'If-Range': coded }, status: 200, coding: 'gzip' },
    { range: { 'If-Match': plain }, status: 206, coding: undefined },
    { range: { 'If-Match': coded }, status: 412, coding: undefined },
  ]
  for (const { range, status, coding } of rows) {
    const answer = await ask(`${url}/app.js`, { ...gzip, Range: 'bytes=0-9', ...range })
    assert.equal(answer.status, status, JSON.stringify(range))
    assert.equal(answer.headers['content-encoding'], coding)
    assert.match(answer.headers.vary ?? '', /Accept-Encoding/)
    if (status === 206) assert.equal(String(answer.body), script.slice(0, 10))
  }
})

test('leaves alone what is small, compressed already, or has a copy that the client takes', async (t) => {
  const { url } = await serveFolder(t, {
    'small.js': 'x',
    'photo.jpeg': script,
    'app.js': script,
    'app.js.gz': gzipSync('a copy').toString('latin1'),
  })
  for (const name of ['small.js', 'photo.jpeg']) {
    const { headers } = await ask(`${url}/${name}`, gzip)
    assert.equal(headers['content-encoding'], undefined)
    assert.doesNotMatch(headers.vary ?? '', /Accept-Encoding/)
  }
  const copied = (await ask(`${url}/app.js`, { 'Accept-Encoding': 'gzip, br' }, 'HEAD')).headers
  assert.equal(copied['content-encoding'], 'gzip')
  assert.match(copied['content-length'] ?? '', /^\d+$/)
  const other = await ask(`${url}/app.js`, { 'Accept-Encoding': 'br' })
  assert.equal(decode(other), script)
  assert.equal(other.headers.vary?.match(/Accept-Encoding/g)?.length, 1)
})

test('compresses a file whoever asks for it, for it is the same for everybody', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': script })
  const answer = await ask(`${url}/app.js`, { ...gzip, Cookie: 'session=1' })
  assert.equal(answer.headers['content-encoding'], 'gzip')
})

test('many clients that ask for a file at once share one copy of it', async (t) => {
  const { url } = await serveFolder(t, { 'app.js': script.repeat(200) })
  const responses = await Promise.all(Array.from({ length: 20 }, () => ask(`${url}/app.js`, gzip)))
  for (const response of responses) {
    assert.equal(response.headers['content-encoding'], 'gzip')
    assert.equal(decode(response), script.repeat(200))
  }
})
