import { readJson, readText } from '../http/body.ts'
import type { Context } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { isJson, jsonTypes, mediaTypeOf, unsupportedType } from '../http/media-type.ts'
import { parseForm } from '../http/parse-form.ts'
import type { Rule } from './fields.ts'
import { fromForm } from './form-input.ts'
import type { Input } from './validate.ts'

const formType = 'application/x-www-form-urlencoded'
const writeTypes = `${jsonTypes}, ${formType}`
const patchTypes = 'application/merge-patch+json, application/json'

/** Makes the function that reads the body of a POST, PUT or PATCH, from JSON or a form. */
export function createInputReader(fields: object): (ctx: Context) => Promise<Input> {
  const rules = new Map<string, Rule>(Object.entries(fields))

  return async (ctx) => {
    const { req } = ctx
    if (req.headers['content-range'] !== undefined) throw new HttpError(400, 'A part of an item cannot be sent')
    if (req.method === 'PATCH') {
      const isPatch = patchTypes.split(', ').includes(mediaTypeOf(req, patchTypes))
      if (!isPatch) throw unsupportedType(patchTypes, { 'Accept-Patch': patchTypes })
      return readJson(ctx)
    }
    const type = mediaTypeOf(req, writeTypes)
    if (isJson(type)) return readJson(ctx)
    if (type !== formType) throw unsupportedType(writeTypes)
    checkSameSite(ctx)
    const text = await readText(ctx)
    // What `curl -d '{...}'` sends: a form by its header alone.
    if (/^\s*[{[]/.test(text)) throw new HttpError(415, 'This looks like JSON: send Content-Type: application/json')
    return fromForm(parseForm(text), rules)
  }
}

/**
 * A page on any site can make a browser send a form, with the cookies of its user and without a preflight. What a
 * script sends as JSON had a preflight.
 */
function checkSameSite(ctx: Context): void {
  const { origin } = ctx.req.headers
  if (ctx.req.headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && !isTrustedOrigin(ctx, origin))) {
    throw new HttpError(403, 'Forms are accepted from this site only')
  }
}

function isTrustedOrigin(ctx: Context, origin: string): boolean {
  if (ctx.isOriginAllowed) return true
  const { host } = ctx.req.headers
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
