import { chooseEncoding } from '../../http/choose-encoding.ts'
import type { Context, Handler } from '../../http/context.ts'
import { createEndpoint, setEndpoint } from '../../http/route.ts'
import { redirect } from '../../http/send.ts'
import { cacheControlOf } from './caching.ts'
import { contentTypeOf } from './content-types.ts'
import { createLookUp, type Entry, type LookUp } from './look-up.ts'
import { sendFile } from './send-file.ts'
import { findVariants } from './variants.ts'

const index = 'index.html'

/**
 * Makes the step that finds the file at the path of a request, and returns whether there is one. Throws when there is
 * no folder `root`.
 */
export function createFileFinder(root: string): (ctx: Context) => Promise<boolean> {
  const lookUp = createLookUp(root)

  return async (ctx) => {
    const { segments, query } = ctx.target
    const names = segments.at(-1) === '' ? [...segments.slice(0, -1), index] : segments
    const entry = await lookUp(names)
    if (entry?.stats.isFile()) return serveBy(ctx, fileHandler(lookUp, names, entry))
    if (!entry?.stats.isDirectory()) return false
    const page = await lookUp([...names, index])
    return page?.stats.isFile() ? serveBy(ctx, redirectHandler(names, query)) : false
  }
}

function serveBy(ctx: Context, handler: Handler): true {
  const meta = { name: 'other', page: true }
  setEndpoint(ctx, createEndpoint([{ method: 'GET', pattern: '/*', handler, meta }]), {})
  return true
}

function fileHandler(lookUp: LookUp, names: readonly string[], file: Entry): Handler {
  return async (ctx) => {
    const name = names.at(-1) ?? ''
    const variants = await findVariants(lookUp, names, file)
    const { entry, encoding } = chooseEncoding(ctx.req, variants)
    const description = { contentType: contentTypeOf(name), encoding, cacheControl: cacheControlOf(names) }
    // Caches must know that there are others, whichever is sent. Appended: the response may vary by Origin too.
    if (variants.length > 1) ctx.res.appendHeader('Vary', 'Accept-Encoding')
    await sendFile(ctx, entry, description)
  }
}

/**
 * The page of a folder is at the address with the slash, or its relative links would be wrong. The address is built
 * from the decoded segments: nothing that a client sends can turn it into another host.
 */
function redirectHandler(names: readonly string[], query: string): Handler {
  const path = `/${names.map(encodeURIComponent).join('/')}/`
  return (ctx) => redirect(ctx, 308, query === '' ? path : `${path}?${query}`, { 'Cache-Control': 'no-cache' })
}
