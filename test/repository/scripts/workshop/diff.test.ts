import { describe, expect, test } from 'vitest'
import { diffOf } from '../../../../scripts/workshop/diff.ts'

const lines = (text: string) =>
  text
    .split(' ')
    .map((line) => `${line}\n`)
    .join('')
const diff = (before: string, after: string) =>
  diffOf(new Map([['a.txt', lines(before)]]), new Map([['a.txt', lines(after)]])).split('\n')

describe('a diff shows what changed, with two lines around', () => {
  test.each<[string, string, string, string[]]>([
    ['nothing', 'a b', 'a b', ['']],
    ['a changed line', 'a b c d e f g', 'a b c X e f g', ['a.txt', '@@ 2', ' b', ' c', '-d', '+X', ' e', ' f']],
    ['a new line', 'a b', 'a X b', ['a.txt', '@@ 1', ' a', '+X', ' b']],
    ['a line less', 'a X b', 'a b', ['a.txt', '@@ 1', ' a', '-X', ' b']],
    ['the first line', 'a b c d', 'X b c d', ['a.txt', '@@ 1', '-a', '+X', ' b', ' c']],
    ['the last line', 'a b c d', 'a b c d X', ['a.txt', '@@ 3', ' c', ' d', '+X']],
    [
      'changes far from each other',
      'a b c d e f g h',
      'X b c d e f g Y',
      ['a.txt', '@@ 1', '-a', '+X', ' b', ' c', '@@ 6', ' f', ' g', '-h', '+Y'],
    ],
    ['a moved line', 'a b c', 'b c a', ['a.txt', '@@ 1', '-a', ' b', ' c', '+a']],
  ])('%s', (_, before, after, expected) => {
    expect(diff(before, after)).toEqual(expected)
  })

  test('files that came and went', () => {
    const before = new Map([['b.txt', 'b\n']])
    const after = new Map([['a.txt', 'a\n']])
    expect(diffOf(before, after)).toBe('a.txt (new)\n@@ 1\n+a\nb.txt (gone)\n@@ 1\n-b')
  })
})
