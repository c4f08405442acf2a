import type { Entry, LookUp } from './look-up.ts'

/** The bytes to send for a file: its own, or those of a compressed copy beside it. */
export interface Variant {
  readonly entry: Entry
  /** `identity` for the file itself. */
  readonly encoding: string
}

// The better one first: it is preferred where the client accepts both alike.
const copies = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
]

const rememberedMs = 1000
const mostRemembered = 1000

// Files that had no copies by these names, and until when they are believed to have none: most never do.
const uncopied = new Map<string, number>()

/** The file last, after the copies it has: `app.js.br` and `app.js.gz` are copies of `app.js`. */
export async function findVariants(lookUp: LookUp, names: readonly string[], file: Entry): Promise<readonly Variant[]> {
  const itself = { encoding: 'identity', entry: file }
  const name = [file.path, ...names].join('/')
  if (performance.now() < (uncopied.get(name) ?? 0)) return [itself]
  const found = await Promise.all(
    copies.map(async ({ encoding, suffix }) => {
      const entry = await lookUp([...names.slice(0, -1), `${names.at(-1)}${suffix}`])
      return entry?.stats.isFile() && !isOlder(entry, file) ? [{ encoding, entry }] : []
    }),
  )
  const existing = found.flat()
  if (uncopied.size >= mostRemembered) uncopied.clear()
  if (existing.length === 0) uncopied.set(name, performance.now() + rememberedMs)
  return [...existing, itself]
}

/** A copy of what the file was before? By whole seconds: archives and compressors round down the date they keep. */
function isOlder(copy: Entry, file: Entry): boolean {
  return copy.stats.mtimeNs / 1_000_000_000n < file.stats.mtimeNs / 1_000_000_000n
}
