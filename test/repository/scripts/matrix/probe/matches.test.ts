import { describe, expect, test } from 'vitest'
import { matches } from '../../../../../scripts/matrix/probe/matches.ts'

describe('the pattern of a probe', () => {
  test.each<[string, string, boolean]>([
    ['^no-store$', 'no-store', true],
    ['^no-store$', 'no-store, private', false],
    ['"status":"ok"', '{"status":"ok"}', true],
  ])('%s, tried on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })

  test('that can match in too many ways is given up, by name', () => {
    const never = () => matches('^(a+)+$', `${'a'.repeat(60)}b`, 200)
    expect(never).toThrow('/^(a+)+$/ takes longer than')
    expect(never).toThrow('/^(a+)+$/ takes longer than')
  })
})
