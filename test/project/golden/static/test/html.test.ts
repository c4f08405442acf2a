import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, sendHtml } from '../src/http/html.ts'
import { redirect } from '../src/http/send.ts'
import { startServer } from './support.ts'

test('responds with a page in which texts are only texts', async (t) => {
  const { url } = await startServer(t, {}, {}, (ctx) => sendHtml(ctx, 200, `<p>${escapeHtml(`<b title="&'">`)}</p>`))
  const res = await fetch(url)
  assert.equal(res.headers.get('content-type'), 'text/html; charset=utf-8')
  assert.equal(await res.text(), '<p>&lt;b title=&quot;&amp;&#39;&quot;&gt;</p>')
})

const paths: readonly (readonly [path: string, status: number, location: string | null])[] = [
  ['/login?next=/', 303, '/shop/login?next=/'],
  ['/', 303, '/shop/'],
  ['//evil.example/', 500, null],
  ['/\\evil.example/', 500, null],
  ['https://evil.example/', 500, null],
  ['/a\r\nSet-Cookie: a=b', 500, null],
  [`/${'a'.repeat(2000)}`, 414, null],
]
for (const [path, status, location] of paths) {
  test(`responds with ${status} to a redirect to ${JSON.stringify(path.slice(0, 40))}`, async (t) => {
    const { url } = await startServer(t, { BASE_PATH: '/shop' }, {}, (ctx) => redirect(ctx, 303, path))
    const res = await fetch(url, { redirect: 'manual' })
    assert.equal(res.status, status)
    assert.equal(res.headers.get('location'), location)
  })
}
