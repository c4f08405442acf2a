import { hash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { isNotModified } from '../http/conditional.ts'
import type { Context } from '../http/context.ts'
import { send } from '../http/send.ts'
import { sendWithEtag } from '../http/send-with-etag.ts'
import type { Stored } from './store.ts'

const jsonType = 'application/json; charset=utf-8'

/** What is stored now. Caches may keep it, and have to ask each time whether it still is. */
export function sendStored(ctx: Context, body: string, headers: OutgoingHttpHeaders = {}): void {
  sendWithEtag(ctx, jsonType, body, { 'Cache-Control': 'no-cache', ETag: etagOf(body) }, headers)
}

/** What has just been stored, with the ETag for the next change. */
export function sendItem(ctx: Context, status: number, item: Stored, headers: OutgoingHttpHeaders = {}): void {
  const body = JSON.stringify(item)
  send(ctx, status, jsonType, body, { 'Cache-Control': 'no-store', ETag: etagOf(body), ...headers })
}

/** If-Match and similar conditions are about the item as GET would send it. */
export function checkVersion(req: IncomingMessage, item: Stored): void {
  isNotModified(req, { etag: etagOf(JSON.stringify(item)) })
}

/** Strong: other bytes, another ETag. */
export function etagOf(body: string): string {
  return `"${hash('sha1', body, 'base64url')}"`
}
