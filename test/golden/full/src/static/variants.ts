import type { IncomingMessage } from 'node:http'
import { weightsOf } from '../http/accept.ts'
import type { Entry, LookUp } from './look-up.ts'

/** The bytes to send for a file: its own, or those of a compressed copy that lies beside it. */
export interface Variant {
  readonly entry: Entry
  /** The content coding; `identity` for the file itself. */
  readonly coding: string
}

// The better one first: it wins where the client likes both as much.
const copies = [
  { coding: 'br', suffix: '.br' },
  { coding: 'gzip', suffix: '.gz' },
]

/** The file last, behind the copies it has: `app.js.br` and `app.js.gz` are copies of `app.js`. */
export async function findVariants(lookUp: LookUp, names: readonly string[], file: Entry): Promise<readonly Variant[]> {
  const found = await Promise.all(
    copies.map(async ({ coding, suffix }) => {
      const entry = await lookUp([...names.slice(0, -1), `${names.at(-1)}${suffix}`])
      return entry?.stats.isFile() ? [{ coding, entry }] : []
    }),
  )
  return [...found.flat(), { coding: 'identity', entry: file }]
}

/** Chooses by Accept-Encoding (RFC 9110 section 12.5.3). The file itself is sent when nothing else is accepted. */
export function chooseVariant(req: IncomingMessage, variants: readonly Variant[]): Variant {
  const weights = weightsOf(req.headers['accept-encoding'])
  const weigh = ({ coding }: Variant) => {
    const weight = weights.get(coding) ?? weights.get('*') ?? 0
    return coding === 'identity' ? Math.max(weight, 0.0001) : weight
  }
  return variants.reduce((best, variant) => (weigh(variant) > weigh(best) ? variant : best))
}
