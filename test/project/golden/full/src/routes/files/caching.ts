import type { BigIntStats } from 'node:fs'
import type { Validators } from '../../http/conditional.ts'
import { isHtml } from './content-types.ts'

/**
 * The same on every machine that has the file. `hash`: of its content, which makes the ETag strong. A large file is not
 * read for it: its ETag is weak, from the size and the date that copies of it keep, if only to the millisecond.
 */
export function validatorsOf({ size, mtimeNs, mtimeMs }: BigIntStats, encoding: string, hash?: string) {
  const coding = encoding === 'identity' ? '' : `-${encoding}`
  // A date in the future would be a promise that the file stays as it is (RFC 9110 section 8.8.2.1).
  const modified = Math.min(Number(mtimeMs), Date.now())
  return {
    etag: hash ? `"${hash}${coding}"` : `W/"${size}-${(mtimeNs + 500_000n) / 1_000_000n}${coding}"`,
    lastModified: Math.floor(modified / 1000) * 1000,
  } satisfies Validators
}

// Where bundlers put what they build. Elsewhere people give the names, and galaxy-S24Ultra.png looks like built, too.
const builtFolders = new Set(['_astro', '_nuxt', 'assets', 'build', 'dist', 'immutable', 'static'])

// As bundlers name what they build: app.3f9a1c2b.js, app-BXzqH9aK.js. Hexadecimal, but not the end of a UUID; or upper
// and lower case mixed with digits.
const hexHash = /(?<!-[\da-f]{4})[.-](?=\d*[a-f])(?=[a-f]*\d)([\da-f]{8,64})\.\w+$/
const mixedHash = /[.-](?=[^.]*[a-z])(?=[^.]*[A-Z])(?=[^.]*\d)([\w-]{8})\.\w+$/
// Between digits, capitals, and small letters, but for the capital that begins a word: NewYork1 has two of them.
const change = /(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Za-z])/g

/** How long caches may use the file of this path without asking. */
export function cacheControlOf(names: readonly string[]): string {
  // Pages name all others: a stale one would ask for files that are gone.
  if (isHtml(names.at(-1) ?? '')) return 'no-cache'
  // Other content would have another name (RFC 8246).
  if (hasContentHash(names)) return 'public, max-age=31536000, immutable'
  // Asking costs a 304. Where the server cannot be reached, an old picture is better than none.
  return 'public, max-age=0'
}

/** When in doubt it has none: a file that was changed under its name would be stale for a year. */
function hasContentHash(names: readonly string[]): boolean {
  if (!names.slice(0, -1).some((folder) => builtFolders.has(folder))) return false
  const name = names.at(-1) ?? ''
  const hash = (hexHash.exec(name) ?? mixedHash.exec(name))?.[1] ?? ''
  // People put pictures and data among what is built, such as iPhone4S.png; scripts and styles less often.
  return (hash.match(change)?.length ?? 0) >= (/\.(?:m?js|css)$/.test(name) ? 3 : 4)
}
