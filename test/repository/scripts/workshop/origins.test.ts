import { describe, expect, test } from 'vitest'
import { atOrigin } from '../../../../scripts/workshop/origins.ts'
import { originsOf } from '../../../../src/render/origins.ts'
import { renderLines } from '../../../../src/render/render.ts'
import { answersOf, packOf } from '../../../support/tiny-pack.ts'

const pack = packOf({
  base: { templates: { 'files/a.ts': 'import { b } from \'./b.ts\'\nb()\n{{slot "calls"}}\n' } },
  guest: { templates: { 'slots/a.ts/calls': "import { c } from './b.ts'\nc()\n" } },
})
const files = renderLines(pack, answersOf(['guest']))
const guest = 'templates/guest/slots/a.ts/calls.hbs'

describe('a complaint is told where it is to be mended, with the generated line', () => {
  test.each<[string, number, string]>([
    ['of a fragment', 4, `${guest}:2: no\n  a.ts:4 | c()`],
    ['of the file', 3, 'templates/base/files/a.ts.hbs:2: no\n  a.ts:3 | b()'],
    [
      'of several at once',
      1,
      `templates/base/files/a.ts.hbs:1: no\n  a.ts:1 | import { b, c } from './b.ts'\n  also from ${guest}:1`,
    ],
    ['that the renderer put in', 2, 'a.ts:2: no'],
    ['that is not there', 9, 'a.ts:9: no'],
  ])('a line %s', (_, line, expected) => {
    expect(atOrigin(files, { path: 'a.ts', line, message: 'no' })).toBe(expected)
  })

  test('a file that no template made keeps its own name', () => {
    expect(atOrigin(files, { path: 'other.ts', line: 1, message: 'no' })).toBe('other.ts:1: no')
    expect(originsOf(undefined)).toEqual([])
  })
})
