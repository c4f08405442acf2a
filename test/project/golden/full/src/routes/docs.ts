import { hash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'
import type { Handler, Route } from '../http/context.ts'
import type { Router } from '../http/router.ts'
import { sendWithEtag } from '../http/send-with-etag.ts'
import { jsonResponse } from '../openapi.ts'
import { createOpenApi } from './docs/openapi.ts'
import { createPage, pagePolicy } from './docs/page.ts'

/** Serves a description of all routes: a page for people, and OpenAPI for programs. */
export function addDocsRoutes(router: Router, { port, basePath }: Config): void {
  const page = createDocument(router, 'text/html; charset=utf-8', (routes) => createPage(routes, port, basePath), {
    'Content-Security-Policy': pagePolicy,
  })
  const openApi = createDocument(router, 'application/json; charset=utf-8', (routes) =>
    JSON.stringify(createOpenApi(routes, basePath)),
  )
  router.add('GET', '/docs', page, {
    summary: 'A page of every route',
    page: true,
    operation: { responses: { 200: { description: 'The page', content: { 'text/html': {} } }, ...notModified } },
  })
  router.add('GET', '/openapi.json', openApi, {
    summary: 'Every route, as OpenAPI 3.1',
    operation: { responses: { 200: jsonResponse('The document', { type: 'object' }), ...notModified } },
  })
  router.add('GET', '/', page, { name: '/docs', page: true, fallback: true })
}

const notModified = { 304: { description: 'The client has the current version' } }

/** A handler for a document that is written when it is first asked for, and again when routes were added since. */
function createDocument(
  router: Router,
  contentType: string,
  write: (routes: readonly Route[]) => string,
  headers: OutgoingHttpHeaders = {},
): Handler {
  let written: { readonly of: readonly Route[]; readonly content: Buffer; readonly etag: string } | undefined
  return (ctx) => {
    const routes = router.list()
    if (written?.of !== routes) {
      const content = Buffer.from(write(routes.filter(({ meta }) => !meta.fallback)))
      written = { of: routes, content, etag: `"${hash('sha1', content, 'base64url')}"` }
    }
    const { content, etag } = written
    sendWithEtag(ctx, contentType, content, { ...headers, ETag: etag, 'Cache-Control': 'no-cache' })
  }
}
