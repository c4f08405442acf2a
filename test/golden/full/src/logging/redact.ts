// In names without signs, all small letters.
const secrets = [
  /token|secret|credential|bearer|jwt|saml|assertion|verifier|signature/,
  /passw|passphrase|passcode|pwd|^(?:user)?pass$/,
  /auth(?!or(?!i[sz]))/, // authorization, and no author
  /sess(?:ion|id)|cookie|csrf|xsrf|^si[gd]$/,
  /^code$|^(?:pin|otp)(?:code)?$|keys?\d*$/,
]
const userInfo = /^([a-z][\w+.-]*:)?\/\/[^/?#]*@/i
const redacted = '[redacted]'

/** A request target as it was sent, but for the values that by their names are secrets. */
export function redact(target: string): string {
  if (!/[=@%]/.test(target)) return target // as most are: no value, no user, no escape
  return target.replace(userInfo, `$1//${redacted}@`).split('&').map(redactParameter).join('&')
}

/** What stands between two `&`: whatever else might end a secret may be a part of it. */
function redactParameter(text: string): string {
  for (const { 0: head, 1: name = '', index } of text.matchAll(/(?:^|[?;#])([^=?;#]+)=/g)) {
    if (isSecret(name)) return text.slice(0, index) + head + redacted
  }
  if (!/%|\/\//.test(text) || !hidesSecret(text)) return text
  return text.slice(0, text.indexOf('=') + 1) + redacted
}

/** `api_key`, `apiKey` and `%61pi-key` are one name. */
function isSecret(name: string): boolean {
  const plain = decode(name)
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
  return secrets.some((form) => form.test(plain))
}

/** A value may be a target itself: `?next=%2Flogin%3Ftoken%3D1`. */
function hidesSecret(text: string): boolean {
  // Split: a regular expression for all of it takes the square of the time on what clients can make up.
  const parts = decode(text).split('=')
  const names = parts.slice(0, -1).map((part) => part.split(/[?&;#]/).at(-1) ?? '')
  return names.some(isSecret) || parts.slice(1).join('=').split('//').slice(1).some(startsWithUser)
}

function startsWithUser(authority: string): boolean {
  return /^[^/?#]*@/.test(authority)
}

/** Unlike decodeURIComponent it never throws, and no name that matters here has more than ASCII in it. */
function decode(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
