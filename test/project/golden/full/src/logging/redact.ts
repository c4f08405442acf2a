// In names of which the words are in small letters, a space between them.
const secrets = [
  /token|secret|credential|bearer|jwt|saml|assertion|verifier|signature|cookie|magic|[cx]srf|sess(?:ion|id)/,
  /passw|passphrase|passcode|pwd|\b(?:user|my|db|new|old)?pass\d*\b/,
  /auth(?!or(?!i[sz]))/, // authorization, and no author
  /\b(?:[th]?otp|pin|si[dg])(?:code)?\d*\b/,
  /^ ?code[ \d]*$|\b(?:device|verification|confirmation|access|security|user|login|reset|recovery|backup) ?code\b/,
  /\b(?:sms|email|pairing|invite|[m2]fa) ?code\b|\b(?:[m2]fa|tan|ticket|hmac|cv[vc]|ssn|passkey|card ?number)\b/,
  /\b(?:api|app|access|account|private|public|master|encryption|signing|ssh|license)?keys?\d*\b/,
]
const mostDecodings = 4
// Names that were examined before: most requests have the same few.
const known = new Map<string, boolean>()
const [mostKnown, longestKnown] = [1000, 100]
const userInfo = /\/\/[^/?#]*@/g
const redacted = '[redacted]'

/** A request target as it was sent, but for the values that by their names are secrets. */
export function redact(target: string): string {
  if (!/[=@%"]/.test(target)) return target // as most are: no value, no user, no escape
  return target.split('&').map(redactParameter).join('&').replace(userInfo, `//${redacted}@`)
}

/** What stands between two `&`: whatever else might end a secret may be a part of it. */
function redactParameter(text: string): string {
  for (const { 0: head, 1: name = '', index } of text.matchAll(/(?:^|[?;#])([^=?;#]+)=/g)) {
    if (isSecret(decode(name))) return text.slice(0, index) + head + redacted
  }
  if (!/[%"]|\/\//.test(text) || !hidesSecret(text)) return text
  return text.slice(0, text.indexOf('=') + 1) + redacted
}

function isSecret(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const found = readsAsSecret(name)
  if (known.size === mostKnown) known.clear()
  if (name.length <= longestKnown) known.set(name, found)
  return found
}

/** `api_key`, `apiKey` and `api[key]` are one name; `monkey` is another. */
function readsAsSecret(name: string): boolean {
  const words = name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').replace(/[^a-z\d]+/gi, ' ')
  const plain = words.toLowerCase()
  // Also as one word: capitals and signs can be in the middle of a word, as in `PaSsWoRd`.
  const joined = plain.replaceAll(' ', '')
  return secrets.some((form) => form.test(plain) || form.test(joined))
}

/** A value may be JSON, or a target that has another in it: `?next=%2Flogin%3Fnext%3D%252F%253Ftoken%253D1`. */
function hidesSecret(text: string): boolean {
  let level = text
  for (let decodings = 0; decodings <= mostDecodings; decodings++) {
    if (showsSecret(level, level === text)) return true
    const decoded = decode(level)
    if (decoded === level) return false
    level = decoded
  }
  return true // Nobody knows what is below.
}

/** The user of a URL in a path can be replaced alone, unless it is encoded. */
function showsSecret(text: string, isAsSent: boolean): boolean {
  // Split: a regular expression for all of it takes the square of the time on what clients can make up.
  const names = text.split(/=|"\s*:/).map((part) => part.split(/[?&;#"]/).at(-1) ?? '')
  const searched = isAsSent ? text.split('=').slice(1).join('=') : text
  return names.slice(0, -1).some(isSecret) || searched.split('//').slice(1).some(startsWithUser)
}

function startsWithUser(authority: string): boolean {
  return /^[^/?#]*@/.test(authority)
}

/** Unlike decodeURIComponent it never throws, and no name that matters here has more than ASCII in it. */
function decode(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
