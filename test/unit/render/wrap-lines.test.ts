import { describe, expect, test } from 'vitest'
import { renderOne } from '../../support/tiny-pack.ts'

const a = `a${'x'.repeat(54)}`
const b = `b${'x'.repeat(54)}`

describe('a line of TypeScript that is too wide', () => {
  test.each<[string, string, string]>([
    ['is broken at its arguments', `  run(${a}, '/${b}', c)\n`, `  run(\n    ${a},\n    '/${b}',\n    c,\n  )\n`],
    [
      'is broken at its parameters',
      `export function run(${a}: A, ${b}: Store<B>): void {\n}\n`,
      `export function run(\n  ${a}: A,\n  ${b}: Store<B>,\n): void {\n}\n`,
    ],
    [
      'is broken further where an argument is too wide itself',
      `push(outer(${a.slice(7)}, ${b.slice(8)}, '(it\\'s,'))\n`,
      `push(\n  outer(${a.slice(7)}, ${b.slice(8)}, '(it\\'s,'),\n)\n`,
    ],
    [
      'and further still',
      `push(outer(${a}, ${b}, inner(${a}, ${a.slice(20)})))\n`,
      `push(\n  outer(\n    ${a},\n    ${b},\n    inner(${a}, ${a.slice(20)}),\n  ),\n)\n`,
    ],
    ['stays where it ends in a function', `run(${a}, ${b}, (c) => {\n})\n`, `run(${a}, ${b}, (c) => {\n})\n`],
    ['stays where it ends in an object', `run(${a}, ${b}, { c, d })\n`, `run(${a}, ${b}, { c, d })\n`],
    ['stays where it is no call', `const it = '${a} ${b} (and, so, on)'\n`, `const it = '${a} ${b} (and, so, on)'\n`],
    [
      'stays where a type has a comma',
      `function run(${a}: Map<A, B>, ${b}: B): void {\n}\n`,
      `function run(${a}: Map<A, B>, ${b}: B): void {\n}\n`,
    ],
  ])('%s', (_, text, expected) => {
    expect(text.split('\n')[0]?.length).toBeGreaterThan(120)
    expect(renderOne('a.ts', text)).toBe(expected)
  })

  test.each([119, 120, 121])('is one of more than 120 columns: %i', (width) => {
    const line = `run(${'n'.repeat(width - 'run()'.length)})`
    expect(renderOne('a.ts', `${line}\n`).startsWith('run(\n')).toBe(width > 120)
  })
})

test('a wide line of another file stays as it is', () => {
  expect(renderOne('a.md', `run(${a}, ${b}, ${a})\n`)).toBe(`run(${a}, ${b}, ${a})\n`)
})
