import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Config } from '../config.ts'
import { isAllowed } from '../cors.ts'
import { bodyType, formType, isJson, jsonTypes, patchTypes, readForm, readJson } from '../http/body.ts'
import { bodyBudgetOf } from '../http/body-buffer.ts'
import { HttpError } from '../http/errors.ts'
import { createFaults } from './faults.ts'
import { type Rule, readText } from './fields.ts'
import type { Input } from './validate.ts'

/** Makes the function that reads the body of a POST, PUT or PATCH. */
export function createInputReader(config: Config, fields: object) {
  const budget = bodyBudgetOf(config)
  const rules = new Map<string, Rule>(Object.entries(fields))

  return async (req: IncomingMessage, res: ServerResponse): Promise<Input> => {
    if (req.headers['content-range'] !== undefined) throw new HttpError(400, 'A part of an item cannot be sent')
    if (req.method === 'PATCH') {
      const type = bodyType(req, patchTypes)
      if (!patchTypes.split(', ').includes(type)) refuseType(patchTypes, { 'Accept-Patch': patchTypes })
    } else {
      const accept = `${jsonTypes}, ${formType}`
      const type = bodyType(req, accept)
      if (type === formType) {
        checkSameSite(req)
        return fromForm(await readForm(req, res, budget))
      }
      if (!isJson(type)) refuseType(accept)
    }
    return readJson(req, res, budget)
  }

  /** A form is all text, and has no other way to leave a field out than to leave it empty. */
  function fromForm(pairs: readonly (readonly [string, string])[]): Input {
    const input: Record<string, unknown> = Object.create(null) // a field may be called __proto__
    const faults = createFaults()
    for (const [name, text] of pairs) {
      const rule = rules.get(name)
      if (Object.hasOwn(input, name)) faults.add(name, 'is sent more than once')
      if (text !== '' || !rule?.optional) input[name] = rule ? readText(rule, text) : text
    }
    faults.refuse('The body')
    return input
  }

  /**
   * A page on any site can make a browser send a form, with its user's cookies and without a preflight; what a
   * script sends as JSON has been through one.
   */
  function checkSameSite({ headers }: IncomingMessage): void {
    const { origin, host } = headers
    if (headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && !isTrusted(origin, host))) {
      throw new HttpError(403, 'Forms are taken from this site only')
    }
  }

  function isTrusted(origin: string, host: string | undefined): boolean {
    if (isAllowed(config.cors, origin)) return true
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
  }
}

function refuseType(accept: string, headers: OutgoingHttpHeaders = {}): never {
  throw new HttpError(415, `The body must be ${accept.replaceAll(', ', ' or ')}`, { Accept: accept, ...headers })
}
