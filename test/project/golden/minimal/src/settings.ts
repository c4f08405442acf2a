import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Environment variables by name, as in process.env. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Stops the start with one line that names the variable, its value and what is allowed. */
export function invalidSetting(name: string, value: string, allowed: string): Error {
  return new Error(`${name}=${value} is not valid: it must be ${allowed}`)
}

/** A whole number between two bounds. Unset and empty both mean the default. */
export function integer(
  env: Environment,
  name: string,
  fallback: number,
  [min, max]: readonly [number, number],
): number {
  const value = env[name]
  if (value === undefined || value === '') return fallback
  const number = Number(value)
  // Number() also takes '0x10', '1e3' and ' 10 '.
  if (!/^\d{1,15}$/.test(value) || number < min || number > max) {
    throw invalidSetting(name, value, `a whole number from ${min} to ${max}`)
  }
  return number
}

export function readBasePath(env: Environment): string {
  const value = env['BASE_PATH'] ?? ''
  if (!/^(?:\/[\w~-][\w.~-]*)*$/.test(value)) throw invalidSetting('BASE_PATH', value, 'a path such as /shop, or empty')
  return value
}

/**
 * The variables in a file, such as `.env`; none where there is no such file. Editors on Windows may have written a byte
 * order mark or UTF-16. Throws an Error, in one line, for what cannot be read.
 */
export function readEnvFile(path: string): NodeJS.Dict<string> {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return {}
    throw new Error(`${path} cannot be read (${code}): it must be a text file`)
  }
  return parseEnv(decode(path, bytes))
}

function decode(path: string, bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes) // without the byte order mark
  if (!/[\0\uFFFD]/.test(text)) return text
  throw new Error(`${path} is not text in UTF-8, or in UTF-16 with a byte order mark: save it as UTF-8`)
}
