import type { IncomingMessage } from 'node:http'
import { weightsOf } from './accept.ts'

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
