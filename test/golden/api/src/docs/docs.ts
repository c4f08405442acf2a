import { hash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { createEndpoint, type Endpoint, type Found } from '../http/endpoint.ts'
import { sendCurrent } from '../http/send-current.ts'
import type { Target } from '../http/target.ts'
import type { Router } from '../router.ts'
import { describeRoutes } from './describe.ts'
import { createOpenApi } from './openapi.ts'
import { createPage, pagePolicy } from './page.ts'

/** Serves what the routes are, for people and for programs. Made once: call it when every route is there. */
export function createDocs(router: Router, port: number) {
  const description = describeRoutes(router)
  const page = documentOf('text/html; charset=utf-8', createPage(description, port), {
    'Content-Security-Policy': pagePolicy,
  })
  const openApi = documentOf('application/json; charset=utf-8', JSON.stringify(createOpenApi(description)))

  return {
    find({ path }: Target): Found | undefined {
      if (path === '/docs') return { endpoint: page, params: undefined }
      if (path === '/openapi.json') return { endpoint: openApi, params: undefined }
      return undefined
    },
    /** The page is also the start page of a server that has no other. */
    findHome({ path }: Target): Found | undefined {
      return path === '/' ? { endpoint: page, params: undefined } : undefined
    },
  }
}

/** An endpoint for a document that never changes while the server runs. */
function documentOf(contentType: string, body: string, headers: OutgoingHttpHeaders = {}): Endpoint {
  const bytes = Buffer.from(body)
  const etag = `"${hash('sha1', body, 'base64url')}"`
  const kept = { ...headers, ETag: etag, 'Cache-Control': 'no-cache' }
  return createEndpoint({ GET: (_req, res) => sendCurrent(res, contentType, bytes, kept) })
}
