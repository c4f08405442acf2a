import { instantOf } from '../model/instant.ts'

// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const email = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`)

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Formats of texts, with the words for them in error messages: those of src/crud/formats.ts in a project, which a test
 * holds to these.
 */
export const formats = {
  datetime: {
    words: 'a date and time with an offset, such as 2026-01-31T12:00:00Z',
    matches: (text: string) => instantOf(text) !== undefined,
  },
  email: { words: 'an email address', matches: (text: string) => email.test(text) },
  url: {
    words: 'an http or https URL',
    // Other schemes, such as javascript:, are a risk in a page that links to it.
    matches: (text: string) => /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text),
  },
  uuid: { words: 'a UUID', matches: (text: string) => uuid.test(text) },
}
