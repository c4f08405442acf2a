import { expect, test } from 'vitest'
import { glyphsFor } from '../../../src/prompts/glyphs.ts'
import type { Env } from '../../../src/prompts/ui.ts'

test.each<[string, Env, string, boolean]>([
  ['a terminal of which nothing is said', {}, 'linux', true],
  ['UTF-8', { LANG: 'de_DE.UTF-8' }, 'linux', true],
  ['UTF-8 in the spelling of others', { LANG: 'C.utf8' }, 'linux', true],
  ['a macOS terminal from afar', { LC_CTYPE: 'UTF-8', LANG: 'C' }, 'linux', true],
  ['the plain locale', { LANG: 'C' }, 'linux', false],
  ['another encoding', { LANG: 'de_DE.ISO-8859-1' }, 'linux', false],
  ['LC_ALL, which wins', { LC_ALL: 'POSIX', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, 'linux', false],
  ['an empty LC_ALL, which does not', { LC_ALL: '', LANG: 'en_US.UTF-8' }, 'linux', true],
  ['the console of Linux', { TERM: 'linux', LANG: 'en_US.UTF-8' }, 'linux', false],
  ['the old console of Windows', {}, 'win32', false],
  ['Windows Terminal', { WT_SESSION: 'x', LANG: 'C' }, 'win32', true],
  ['an editor on Windows', { TERM_PROGRAM: 'vscode' }, 'win32', true],
])('%s', (_, env, platform, hasSigns) => {
  const signs = Object.values(glyphsFor(env, platform)).flat()
  expect(signs.every((sign) => /^[\x20-\x7e]+$/.test(sign))).toBe(!hasSigns)
})
