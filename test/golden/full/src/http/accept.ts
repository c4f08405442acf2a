import type { IncomingMessage } from 'node:http'

/**
 * The weights of a list such as `br;q=0.5, gzip`, by lower-case name (RFC 9110 section 12.4.2): 1 where none is given,
 * 0 where it is not a number.
 */
export function weightsOf(header = ''): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const item of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : weightOf(weight.slice(2)))
  }
  return weights
}

/**
 * The form of the content whose encoding the client prefers (RFC 9110 section 12.5.3), the first of equals. `identity`,
 * the content as it is, is also sent when nothing else is accepted.
 */
export function chooseEncoding<Form extends { readonly encoding: string }>(
  { headers }: IncomingMessage,
  forms: readonly Form[],
): Form {
  const weights = weightsOf(headers['accept-encoding'])
  const weigh = ({ encoding }: Form) => {
    const weight = weights.get(encoding) ?? weights.get('*') ?? 0
    return encoding === 'identity' ? Math.max(weight, 0.0001) : weight
  }
  return forms.reduce((best, form) => (weigh(form) > weigh(best) ? form : best))
}

function weightOf(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
}
