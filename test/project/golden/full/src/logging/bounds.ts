import type { LogEntry } from './format.ts'

// In bytes as they are written: a client that sends 14 kB of control characters would fill the disk six times as fast.
const mostBytes = 2048
const mostBytesOfStack = 8000
const longestEscape = 6
const marker = '...'

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** The entry with its long texts shortened, so that no request makes a line longer than 16 kB. */
export function bound(entry: LogEntry): LogEntry {
  let bounded = entry
  for (const name in entry) {
    const text = entry[name]
    if (typeof text !== 'string' || text.length * longestEscape <= mostBytes) continue
    bounded = { ...bounded, [name]: shorten(text, name === 'stack' ? mostBytesOfStack : mostBytes) }
  }
  return bounded
}

/** Shortens before anything is escaped and by whole code points: neither an escape nor a surrogate pair is cut. */
function shorten(text: string, most: number): string {
  let bytes = 0
  let end = 0
  let fits = 0
  for (const character of text) {
    bytes += bytesOf(character)
    if (bytes > most) return text.slice(0, fits) + marker
    end += character.length
    if (bytes <= most - marker.length) fits = end
  }
  return text
}

/** What a character takes once it is escaped, in either format. */
function bytesOf(character: string): number {
  if (control.test(character) || /[\ud800-\udfff]/u.test(character)) return longestEscape
  return character === '"' || character === '\\' ? 2 : Buffer.byteLength(character)
}
