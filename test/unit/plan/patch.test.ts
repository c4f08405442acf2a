import { expect, test } from 'vitest'
import { ownLines, ownPatch } from '../../../src/plan/own-changes.ts'
import { patchOf } from '../../../src/plan/patch.ts'

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('')

test.each<[string, string | undefined, string | undefined, readonly string[]]>([
  ['nothing', 'a\n', 'a\n', []],
  [
    'a new file',
    undefined,
    'a\nb\n',
    ['new file mode 100644', '--- /dev/null', '+++ b/x', '@@ -0,0 +1,2 @@', '+a', '+b'],
  ],
  [
    'a file that goes',
    'a\n',
    undefined,
    ['deleted file mode 100644', '--- a/x', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'],
  ],
  ['no last line end', 'a\n', 'a', ['--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', '+a', '\\ No newline at end of file']],
  [
    'two places that are close',
    numbers(1, 9),
    numbers(1, 9).replace('2\n', '').replace('7', 'x'),
    ['--- a/x', '+++ b/x', '@@ -1,9 +1,8 @@', ' 1', '-2', ' 3', ' 4', ' 5', ' 6', '-7', '+x', ' 8', ' 9'],
  ],
  [
    'two places far apart',
    numbers(1, 20),
    `0\n${numbers(1, 20).replace('20', 'x')}`,
    [
      ...['--- a/x', '+++ b/x', '@@ -1,3 +1,4 @@', '+0', ' 1', ' 2', ' 3'],
      ...['@@ -17,4 +18,4 @@', ' 17', ' 18', ' 19', '-20', '+x'],
    ],
  ],
])('the patch of %s', (_, from, to, expected) => {
  const lines = patchOf('x', from, to).split('\n').slice(1, -1)
  expect(lines).toEqual(expected)
})

test.each<[string, string | undefined, string, boolean]>([
  ['line ends', 'a\nb\n', 'a\r\nb\r\n', false],
  ['a byte order mark', 'a\n', '\uFEFFa\n', false],
  ['a line', 'a\n', 'b\n', true],
  ['a file of the user', undefined, 'b\n', true],
])('a difference in %s is a change: %s', (_, base, own, expected) => {
  expect(ownPatch('x', base, { kind: 'file', bytes: Buffer.from(own) }) !== '').toBe(expected)
})

test('bytes that are no text are named, not shown', () => {
  const patch = ownPatch('x', 'a\n', { kind: 'file', bytes: Uint8Array.of(0, 1) })
  expect(patch).toBe('diff --git a/x b/x\nBinary files a/x and b/x differ\n')
})

test('lines are known again in another style, and what replaced a line is the user’s', () => {
  expect(
    ownLines(["import { a } from './a.ts'", 'const b = 1', 'c()'], 'import { a } from "./a.ts";\nconst b = 2\n  c()\n'),
  ).toEqual([
    { text: 'import { a } from "./a.ts";', made: 0 },
    { text: 'const b = 2', replaced: ['const b = 1'] },
    { text: '  c()', made: 2 },
  ])
})
