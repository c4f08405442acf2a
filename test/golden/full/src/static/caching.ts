import { hash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import type { Validators } from '../http/conditional.ts'
import { isHtml } from './content-types.ts'

/**
 * A strong ETag without reading the file: whoever writes to it changes `ctime`, to the nanosecond where the disk keeps
 * them, and nobody can set that back as they can `mtime`; whoever puts another in its place changes the inode. Hashed,
 * because inode numbers are nobody's business.
 */
export function validatorsOf({ dev, ino, size, mtimeNs, mtimeMs, ctimeNs }: BigIntStats): Required<Validators> {
  // A date in the future would be a promise that the file stays as it is (RFC 9110 section 8.8.2.1).
  const modified = Math.min(Number(mtimeMs), Date.now())
  return {
    etag: `"${hash('sha1', [dev, ino, size, mtimeNs, ctimeNs].join(), 'base64url')}"`,
    lastModified: Math.floor(modified / 1000) * 1000,
  }
}

// As bundlers name what they build: app.3f9a1c2b.js, app-BXzqH9aK.js. Hexadecimal, or upper and lower case mixed with
// digits; not a word with a number, as Version2 and decade10, nor a date with a word in it, as 2024feb1.
const hexHash = /[.-](?!\d*[a-f]+\d*\.)(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{8,64}\.\w+$/
const mixedHash = /[.-](?![A-Z]?[a-z]+\d+\.)(?=[^.]*[a-z])(?=[^.]*[A-Z])(?=[^.]*\d)[\w-]{8}\.\w+$/

/** How long caches may use a file without asking. */
export function cacheControlOf(name: string): string {
  // Pages name all others: a stale one would ask for files that are gone.
  if (isHtml(name)) return 'no-cache'
  // Other content would have another name (RFC 8246).
  if (hexHash.test(name) || mixedHash.test(name)) return 'public, max-age=31536000, immutable'
  // Asking costs a 304. Where the server cannot be reached, an old picture is better than none.
  return 'public, max-age=0'
}
