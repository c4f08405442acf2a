const secretParts = /token|secret|passw|passphrase|pwd|credential|auth(?!or(?!i[sz]))|signature|sess(?:ion|id)|jwt/
const secretNames = /^(?:pass|sig|sid|pin|otp|code)$|key\d*$/
const pairs = /([?&;#])([^=?&;#]+)=([^&;#]*)/g
const userInfo = /^([a-z][\w+.-]*:)?\/\/[^/?#]*@/i
const redacted = '[redacted]'

/** A request target as it was sent, but for the values that by their names are secrets. */
export function redact(target: string): string {
  if (!/[=@]/.test(target)) return target // as most are: there is no value and no user in it
  return target
    .replace(userInfo, `$1//${redacted}@`)
    .replace(pairs, (pair, mark: string, name: string, value: string) =>
      isSecret(name) || hidesSecret(value) ? `${mark}${name}=${redacted}` : pair,
    )
}

/** `api_key`, `apiKey` and `%61pi-key` are one name. */
function isSecret(name: string): boolean {
  const plain = decode(name)
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
  return secretParts.test(plain) || secretNames.test(plain)
}

/** A value may be a target itself: `?next=%2Flogin%3Ftoken%3D1`. */
function hidesSecret(value: string): boolean {
  for (const [, , name = ''] of decode(value).matchAll(pairs)) {
    if (isSecret(name)) return true
  }
  return false
}

/** Unlike decodeURIComponent it never throws, and no name that matters here has more than ASCII in it. */
function decode(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
