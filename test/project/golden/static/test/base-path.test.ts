import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/http/router.ts'
import { sendText } from '../src/http/send.ts'
import { startServer } from './support.ts'

for (const { path, status } of [
  { path: '/shop/page', status: 200 },
  { path: '/page', status: 200 },
  { path: '/shop%2Fpage', status: 404 },
  { path: '/shopping/page', status: 404 },
  { path: '/shop/shop/page', status: 404 },
]) {
  test(`responds with ${status} to ${path} below BASE_PATH=/shop`, async (t) => {
    const router = createRouter()
    router.add('GET', '/page', (ctx) => sendText(ctx, 200, ctx.basePath))
    const { url } = await startServer(t, { BASE_PATH: '/shop' }, { router })
    const res = await fetch(url + path)
    assert.equal(res.status, status)
    if (status === 200) assert.equal(await res.text(), '/shop')
  })
}
