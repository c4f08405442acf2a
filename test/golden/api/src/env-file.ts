import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

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
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes) // without the byte order mark
  } catch {
    throw new Error(`${path} is not text in UTF-8 or UTF-16: save it as UTF-8`)
  }
}
