// RFC 3339 section 5.6; a space instead of T is left out on purpose.
const datetime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i

// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const email = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`)

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Formats of texts, with the words for them in error messages. */
export const formats = {
  datetime: {
    words: 'a date and time with an offset, such as 2026-01-31T12:00:00Z',
    matches: (text: string) => instantOf(text) !== undefined,
    instant: instantOf,
  },
  email: { words: 'an email address', matches: (text: string) => email.test(text) },
  url: {
    words: 'an http or https URL',
    // Other schemes, such as javascript:, are a risk in a page that links to it.
    matches: (text: string) => /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text),
  },
  uuid: { words: 'a UUID', matches: (text: string) => uuid.test(text) },
}

/** Milliseconds since the epoch, or undefined when the text is not an instant. A leap second counts as the next one. */
function instantOf(text: string): number | undefined {
  const match = datetime.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const fraction = Number(`0.${match[7] ?? 0}`)
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // The Date rolls 30 February over into March: the day is real only if it stays what it was.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -1 : 1)
  const seconds = (hour * 60 + minute - offset) * 60 + second
  if (second === 60 && seconds % 86_400 !== 0) return undefined // a leap second ends a day of UTC
  return date.getTime() + (seconds + fraction) * 1000
}
