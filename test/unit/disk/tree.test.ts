import { expect, test } from 'vitest'
import { formatTree } from '../../../src/disk/tree.ts'

test('the tree is sorted, nested, and tells sizes in bytes and kilobytes', () => {
  const files = new Map([
    ['src/http/send.ts', 'ü'.repeat(617)],
    ['src/app.ts', 'x'.repeat(999)],
    ['package.json', '{}'],
    ['test/app.test.ts', 'x'.repeat(1000)],
    ['src/zebra.ts', ''],
  ])
  expect(formatTree(files)).toBe(
    [
      '├── package.json         2 B',
      '├── src/',
      '│   ├── app.ts         999 B',
      '│   ├── http/',
      '│   │   └── send.ts    1.2 kB',
      '│   └── zebra.ts         0 B',
      '└── test/',
      '    └── app.test.ts    1.0 kB',
      '5 files, 3.2 kB',
    ].join('\n'),
  )
})

test.each([
  ['no file', new Map<string, string>(), '0 files, 0 B'],
  ['one file', new Map([['a', 'x']]), '└── a      1 B\n1 file, 1 B'],
])('%s', (_, files, text) => {
  expect(formatTree(files)).toBe(text)
})
