import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveFolder } from './static-folder.ts'
import { sendRaw } from './support.ts'

const files = {
  'index.html': 'start',
  'name.txt': 'name',
  '100%.txt': 'percent',
  'sp ace+.txt': 'space',
  'do..ts.txt': 'dots',
  'ünï/index.html': 'umlauts',
  'sub/index.html': 'sub',
  'sub/.hidden': 'SECRET',
  'sub/.well-known/x': 'SECRET',
  'bare/name.txt': 'bare',
  '.env': 'SECRET',
  '.well-known/security.txt': 'contact',
  '.well-known/.hidden': 'SECRET',
  '../outside.txt': 'SECRET',
  '../files-secret/s.txt': 'SECRET',
}

const get = (port: number, path: string) =>
  sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)

const served = [
  { path: '/', body: 'start' },
  { path: '/name.txt?v=1', body: 'name' },
  { path: '/sub/', body: 'sub' },
  { path: '/100%25.txt', body: 'percent' },
  { path: '/sp%20ace+.txt', body: 'space' },
  { path: '/do..ts.txt', body: 'dots' },
  { path: '/%C3%BCn%C3%AF/', body: 'umlauts' },
  { path: '/.well-known/security.txt', body: 'contact' },
]

for (const { path, body } of served) {
  test(`serves ${path}`, async (t) => {
    const { port } = await serveFolder(t, files)
    const answer = await get(port, path)
    assert.match(answer, /^HTTP\/1\.1 200 /)
    assert.ok(answer.endsWith(`\r\n\r\n${body}`))
  })
}

const missing = [
  '/missing.txt',
  '/name.txt/',
  '/name.txt/x',
  '/NAME%2etxt',
  '/sp+ace+.txt',
  `/${'x'.repeat(300)}`,
  '/bare',
  '/bare/',
  '/.env',
  '/%2eenv',
  '/sub/.hidden',
  '/sub/.well-known/x',
  '/.well-known/.hidden',
  '/../outside.txt',
  '/sub/../../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/..%5coutside.txt',
  '/..\\outside.txt',
  '/%252e%252e/outside.txt',
  '/..;/outside.txt',
  '/..%2ffiles-secret/s.txt',
  '/../files-secret/s.txt',
  '/sub/../name.txt',
  '/./name.txt',
  '/sub%2findex.html',
  '/C:/name.txt',
  '/name.txt::$DATA',
  '//sub',
  '/\\sub',
  '//evil.example/%2e%2e',
]

for (const path of missing) {
  test(`has nothing at ${path.slice(0, 40)}`, async (t) => {
    const { port } = await serveFolder(t, files)
    const answer = await get(port, path)
    assert.match(answer, /^HTTP\/1\.1 404 /)
    const told = answer.replace(/"instance":"[^"]*"/, '') // the path that was asked for
    assert.doesNotMatch(told, /SECRET|ENOENT|files/)
    assert.doesNotMatch(answer, /^location/im)
  })
}

for (const [path, location] of [
  ['/sub', '/sub/'],
  ['/sub?q=1&x=%2F', '/sub/?q=1&x=%2F'],
  ['/%c3%bcn%c3%af', '/%C3%BCn%C3%AF/'],
]) {
  test(`leads ${path} to ${location}`, async (t) => {
    const { url } = await serveFolder(t, files)
    const res = await fetch(`${url}${path}`, { redirect: 'manual' })
    assert.equal(res.status, 308)
    assert.equal(res.headers.get('location'), location)
  })
}
