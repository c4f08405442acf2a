import type { IncomingMessage } from 'node:http'
import { weightsOf } from './accept.ts'

/**
 * The media type that the client prefers (RFC 9110 section 12.5.1), the first of equals. The first is also sent when
 * none is accepted.
 */
export function chooseType<Type extends string>({ headers }: IncomingMessage, types: readonly [Type, ...Type[]]): Type {
  const { accept } = headers
  if (accept === undefined || accept === '*/*' || accept === types[0]) return types[0]
  const weights = weightsOf(accept)
  const weigh = (type: string) => {
    const [family] = type.split('/')
    return weights.get(type) ?? weights.get(`${family}/*`) ?? weights.get('*/*') ?? 0
  }
  return types.reduce((best, type) => (weigh(type) > weigh(best) ? type : best))
}
