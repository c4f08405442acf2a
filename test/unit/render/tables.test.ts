import { expect, test } from 'vitest'
import { renderOne } from '../../support/tiny-pack.ts'

test('columns of a Markdown table share one width', () => {
  const text = '# T\n\n| a | long heading |\n| --- | --- |\n| `much longer` | x |\n| b | |\n\nEnd\n'
  expect(renderOne('a.md', text)).toBe(`# T

| a             | long heading |
| ------------- | ------------ |
| \`much longer\` | x            |
| b             |              |

End
`)
})

test('each table of a file has its own widths', () => {
  const text = '| a |\n| --- |\n\n| much longer |\n| --- |\n'
  expect(renderOne('a.md', text)).toBe('| a   |\n| --- |\n\n| much longer |\n| ----------- |\n')
})

test('an escaped bar does not end a cell', () => {
  const text = '| a | b |\n| --- | --- |\n| x \\| y | z |\n'
  expect(renderOne('a.md', text)).toBe('| a      | b   |\n| ------ | --- |\n| x \\| y | z   |\n')
})

test('bars in other files are left alone', () => {
  expect(renderOne('a.txt', '| a | b |\n| c |\n')).toBe('| a | b |\n| c |\n')
})
