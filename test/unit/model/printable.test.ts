import { expect, test } from 'vitest'
import { passable, printable, printableLine } from '../../../src/model/printable.ts'

test.each([
  ...['\x00', '\x07', '\x08', '\t', '\r', '\x1b', '\x7f', '\x85', '\x9b', '\x9d', '\u00ad', '\u034f', '\u061c'],
  ...['\u115f', '\u1160', '\u180e', '\u200b', '\u200d', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e'],
  ...['\u2060', '\u2066', '\u2067', '\u2068', '\u2069', '\u206f', '\u3164', '\ufeff', '\uffa0', '\ufff9', '\ud800'],
  ...['\u{e0001}', '\u{e0041}', '\u{e0100}', '\u{1d173}'],
])('%j is printed by its number', (sign) => {
  const shown = printable(`a${sign}b\n`)
  expect(shown).toMatch(/^a(?:\\u[\da-f]{4})+b\n$/)
  expect(JSON.parse(`"${printableLine(`a${sign}b`)}"`)).toBe(`a${sign}b`)
  expect(printable(shown)).toBe(shown)
})

test('other writing, accents and pictures are printed as they are', () => {
  const text = 'שלום مرحبا e\u0301 日本 ❤\ufe0f 🦊 \u00a0│'
  expect(printable(text)).toBe(text)
})

test('a line break is kept in a text, and not in a line', () => {
  expect([printable('a\nb'), printableLine('a\nb')]).toEqual(['a\nb', 'a\\u000ab'])
})

test('our own styles and moves pass, and nothing else that begins alike', () => {
  const ours = '\x1b[1mbold\x1b[22m \x1b[38;5m \x1b[2A\r\x1b[J \x1b[1A\x1b[2K\r \x1b[?25l\x1b[?25h\n'
  expect(passable(ours)).toBe(ours)
  for (const theirs of ['\x1b]0;title\x07', '\x1b[2J', '\x1b[6n', '\x1bc', '\x1b[?1049h', '\x1b[5B', '\r', '\x9b2J']) {
    expect(passable(`${theirs}x`)).not.toMatch(/[^\P{Cc}\n]/u)
  }
})
