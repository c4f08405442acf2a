import type { IncomingMessage } from 'node:http'
import { HttpError } from './errors.ts'

/** What distinguishes one version of the content from another. */
export interface Validators {
  /** Quoted, `W/` in front if weak. */
  readonly etag: string
  /** Milliseconds since the epoch, on a whole second. */
  readonly lastModified?: number
}

/**
 * Is the client's copy still current, so that the response is a 304? Throws a 412 where the client asks for a version
 * that is not the current one. The order is that of RFC 9110 section 13.2.2; only for what would be a 2xx.
 */
export function isNotModified(req: IncomingMessage, { etag, lastModified }: Validators): boolean {
  const { headers } = req
  const unmodifiedSince = timeOf(headers['if-unmodified-since'])
  if (headers['if-match'] !== undefined) {
    if (!matches(headers['if-match'], etag, isSameStrong)) refuse()
  } else if (lastModified !== undefined && lastModified > unmodifiedSince) {
    refuse()
  }

  const isRead = req.method === 'GET' || req.method === 'HEAD'
  if (headers['if-none-match'] !== undefined) {
    if (!matches(headers['if-none-match'], etag, isSameWeak)) return false
    if (!isRead) refuse()
    return true
  }
  const modifiedSince = timeOf(headers['if-modified-since'])
  return isRead && lastModified !== undefined && lastModified <= modifiedSince
}

function refuse(): never {
  throw new HttpError(412, 'The current version is not the one the request asks for')
}

// The three forms of an HTTP date (RFC 9110 section 5.6.7); only the first is still written.
const httpDates = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w{6,9}, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/** Milliseconds; NaN, which compares as false, for what is not an HTTP date. Date.parse accepts even 'foo 1'. */
function timeOf(text: string | undefined): number {
  if (text === undefined || !httpDates.some((form) => form.test(text))) return Number.NaN
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
}

/** Is the tag in the list of a condition? `*` means any. */
function matches(list: string, etag: string, isSame: (a: string, b: string) => boolean): boolean {
  if (list.trim() === '*') return true
  const tags = list.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? []
  return tags.some((tag) => isSame(tag, etag))
}

/** RFC 9110 section 8.8.3.2: a weak tag is strongly equal to nothing, not even itself. */
function isSameStrong(a: string, b: string): boolean {
  return a === b && !a.startsWith('W/')
}

function isSameWeak(a: string, b: string): boolean {
  return a.replace(/^W\//, '') === b.replace(/^W\//, '')
}
