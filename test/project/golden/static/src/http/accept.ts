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

function weightOf(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
}
