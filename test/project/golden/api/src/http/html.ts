import type { OutgoingHttpHeaders } from 'node:http'
import type { Context } from './context.ts'
import { send } from './send.ts'

/** Responds with a page. Every text in it that is not your own goes through escapeHtml. */
export function sendHtml(ctx: Context, status: number, html: string, headers?: OutgoingHttpHeaders): void {
  send(ctx, status, 'text/html; charset=utf-8', html, headers)
}

/** A text as it is written in HTML, between tags or in the quotes of an attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
