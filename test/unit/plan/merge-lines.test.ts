import { expect, test } from 'vitest'
import { mergeLines } from '../../../src/plan/merge-lines.ts'
import { readText, textOf } from '../../../src/plan/text.ts'

const names = { yours: 'yours', base: 'as it was made, 1.0.0', next: 'add x, 1.0.0' }

function merge(base: string, yours: string, next: string) {
  return mergeLines(textOf(base), textOf(yours), textOf(next), names)
}

const lines = (text: string) => text.split(' ').join('\n')

test.each<[string, string, string, string, string]>([
  ['nothing', 'a b c', 'a b c', 'a b c', 'a b c'],
  ['one side alone', 'a b c', 'a b c', 'a B c', 'a B c'],
  ['the other side alone', 'a b c', 'a B c', 'a b c', 'a B c'],
  ['places apart', 'a b c d e', 'A b c d e', 'a b c d E', 'A b c d E'],
  ['lines beside each other', 'a b c d', 'a B c d', 'a b C d', 'a B C d'],
  ['a line and what is put in behind it', 'a b c', 'a B c', 'a b x c', 'a B x c'],
  ['a line and what is put in ahead of it', 'a b c', 'a B c', 'a x b c', 'a x B c'],
  ['the same in the same way', 'a b c', 'a B c', 'a B c', 'a B c'],
  ['the same and more', 'a b c d e', 'a B c d E', 'a B c d e', 'a B c d E'],
  ['a line that one side takes away beside one that comes', 'a b c', 'a c', 'a b c x', 'a c x'],
  ['the ends of the text', 'a b', 'x a b', 'a b y', 'x a b y'],
])('changes of %s are merged', (_, base, yours, next, expected) => {
  expect(merge(lines(base), lines(yours), lines(next))).toEqual({ text: lines(expected), conflicts: 0 })
})

test.each<[string, string, string, string]>([
  ['the same line in different ways', 'a b c', 'a B c', 'a X c'],
  ['a line that the other side takes away', 'a b c', 'a B c', 'a c'],
  ['what both put in at one place', 'a c', 'a y c', 'a n c'],
])('changes of %s are a conflict, with every line between markers', (_, base, yours, next) => {
  const merged = merge(lines(base), lines(yours), lines(next))
  const middle = (text: string) => text.split(' ').slice(1, -1)
  expect(merged).toEqual({
    text: [
      'a',
      '<<<<<<< yours',
      ...middle(yours),
      '||||||| as it was made, 1.0.0',
      ...middle(base),
      '=======',
      ...middle(next),
      '>>>>>>> add x, 1.0.0',
      'c',
    ].join('\n'),
    conflicts: 1,
  })
})

test.each<[string, string, string, string | undefined]>([
  ['statements', 'mine()', 'ours()', 'a\nmine()\nours()\nc'],
  ['members of a list', 'mine: 1,', 'ours: {\n  x: 1,\n},', 'a\nmine: 1,\nours: {\n  x: 1,\n},\nc'],
  ['a member that ends its list', 'mine: 1', 'ours: 1,', undefined],
  ['halves of blocks', '}\nmine() {', 'ours()', undefined],
])('of code that both put in at one place, %s', (_, yours, next, expected) => {
  const merged = mergeLines(textOf('a\nc'), textOf(`a\n${yours}\nc`), textOf(`a\n${next}\nc`), names, true)
  expect(merged.conflicts).toBe(expected === undefined ? 1 : 0)
  if (expected !== undefined) expect(merged.text).toBe(expected)
})

const imports = (...names: string[]) => [...names, 'rest'].join('\n')
const a = "import { a } from './a.ts'"
const b = "import { b } from './b.ts'"
const c = "import { c } from './c.ts'"

test.each<[string, string, string, string, string]>([
  ['of two modules at one place', imports(a), imports(a, b), imports(a, c), imports(a, c, b)],
  [
    'of two names of one module',
    imports("import { a } from './a.ts'"),
    imports("import { a, mine } from './a.ts'"),
    imports("import { a, b } from './a.ts'"),
    imports("import { a, mine, b } from './a.ts'"),
  ],
  [
    'of a name that goes beside one that comes',
    imports("import { a, b } from './a.ts'"),
    imports("import { a, b, mine } from './a.ts'"),
    imports("import { a } from './a.ts'"),
    imports("import { a, mine } from './a.ts'"),
  ],
  [
    'in the style of a formatter',
    imports('import { a } from "./a.ts";'),
    imports('import { a, mine } from "./a.ts";'),
    imports('import { a, b } from "./a.ts";'),
    imports('import { a, mine, b } from "./a.ts";'),
  ],
  ['of a module that goes', imports(a, b), imports(a, b, c), imports(a), imports(a, c)],
  [
    'of types and values apart',
    imports("import type { T } from './a.ts'"),
    imports("import type { T, Mine } from './a.ts'"),
    imports("import type { T, U } from './a.ts'", a),
    imports("import type { T, Mine, U } from './a.ts'", a),
  ],
])('imports %s are no conflict', (_, base, yours, next, expected) => {
  expect(merge(base, yours, next)).toEqual({ text: expected, conflicts: 0 })
})

test('a line that is no import keeps its conflict', () => {
  expect(merge(imports(a), imports(a, b, 'const x = 1'), imports(a, c)).conflicts).toBe(1)
})

test.each<[string, string, string]>([
  ['Windows line ends', 'a\r\nb\r\nc\r\n', 'a\r\nb\r\nC\r\n'],
  ['a byte order mark', '\uFEFFa\nb\nc\n', '\uFEFFa\nb\nC\n'],
  ['no last line end', 'a\nb\nc', 'a\nb\nC'],
  ['line ends of two kinds', 'a\r\nb\nc\r\nmine\r\n', 'a\r\nb\nC\r\nmine\r\n'],
])('%s stay as they are', (_, yours, expected) => {
  expect(merge('a\nb\nc\n', yours, 'a\nb\nC\n')).toEqual({ text: expected, conflicts: 0 })
})

test.each<[string, Uint8Array]>([
  ['bytes that are no UTF-8', Uint8Array.of(0x61, 0xff)],
  ['a zero byte', Uint8Array.of(0x61, 0)],
  ['more than a person reads', new Uint8Array(1024 * 1024 + 1).fill(0x61)],
])('%s are no text', (_, bytes) => {
  expect(readText(bytes)).toBeUndefined()
})
