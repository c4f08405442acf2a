import { chooseCoding } from '../http/accept.ts'
import { createEndpoint, type Endpoint, type Found } from '../http/endpoint.ts'
import { HttpError } from '../http/errors.ts'
import { sendText } from '../http/send.ts'
import type { Target } from '../http/target.ts'
import { cacheControlOf } from './caching.ts'
import { contentTypeOf } from './content-types.ts'
import { createLookUp, type Entry, type LookUp } from './look-up.ts'
import { sendFile } from './send-file.ts'
import { findVariants } from './variants.ts'

const index = 'index.html'

// A proxy answers 502 for more headers than it has room for: 4 kB in nginx, unless told otherwise.
const longestLocation = 2000

/** Finds the files of a folder by the path of a request. Throws when there is no such folder. */
export function createFileFinder(root: string): (target: Target) => Promise<Found | undefined> {
  const lookUp = createLookUp(root)

  return async ({ segments, query }) => {
    const names = segments.at(-1) === '' ? [...segments.slice(0, -1), index] : segments
    const entry = await lookUp(names)
    if (entry?.stats.isFile()) return { endpoint: fileEndpoint(lookUp, names, entry), params: undefined }
    if (!entry?.stats.isDirectory()) return undefined
    const page = await lookUp([...names, index])
    return page?.stats.isFile() ? { endpoint: folderEndpoint(names, query), params: undefined } : undefined
  }
}

function fileEndpoint(lookUp: LookUp, names: readonly string[], file: Entry): Endpoint {
  return createEndpoint({
    GET: async (req, res) => {
      const name = names.at(-1) ?? ''
      const variants = await findVariants(lookUp, names, file)
      const { entry, coding } = chooseCoding(req, variants)
      const description = { contentType: contentTypeOf(name), coding, cacheControl: cacheControlOf(names) }
      // Whichever is sent, caches must know that there are others. Appended, for the answer may vary by Origin too.
      if (variants.length > 1) res.appendHeader('Vary', 'Accept-Encoding')
      await sendFile(req, res, entry, description)
    },
  })
}

/**
 * A folder's page is at the address with the slash, or its relative links would lead astray. The address is a path made
 * anew from the segments: nothing a client sends can turn it into another host.
 */
function folderEndpoint(names: readonly string[], query: string): Endpoint {
  const path = `/${names.map(encodeURIComponent).join('/')}/`
  const location = query === '' ? path : `${path}?${query}`
  const headers = { Location: location, 'Cache-Control': 'no-cache' }
  return createEndpoint({
    GET: (_req, res) => {
      if (location.length > longestLocation) throw new HttpError(414, 'The target is too long for a redirect')
      sendText(res, 308, 'The address of a folder ends in a slash\n', headers)
    },
  })
}
