import { describe, expect, test } from 'vitest'
import { explain } from '../../../../scripts/workshop/explain.ts'
import { renderLines } from '../../../../src/render/render.ts'
import { run } from '../../../support/run.ts'
import { answersOf, packOf } from '../../../support/tiny-pack.ts'

const pack = packOf({
  base: { templates: { 'files/a.ts': 'import { b } from \'./b.ts\'\n\nb()\n{{slot "calls"}}\n', 'files/b.txt': 'b' } },
  guest: { templates: { 'slots/a.ts/calls': "import { c } from './b.ts'\nc()\n" } },
})
const files = renderLines(pack, answersOf(['guest']))

describe('explain', () => {
  test('shows a whole file beside the templates', () => {
    expect(
      explain(files, 'a.ts')
        .split('\n')
        .map((line) => line.replace(/ +(?= {2})/, '')),
    ).toEqual([
      "templates/base/files/a.ts.hbs:1  1 | import { b, c } from './b.ts'",
      'templates/guest/slots/a.ts/calls.hbs:1  |',
      '  2 |',
      'templates/base/files/a.ts.hbs:3  3 | b()',
      'templates/guest/slots/a.ts/calls.hbs:2  4 | c()',
    ])
  })

  test('shows one line', () => {
    expect(explain(files, 'a.ts:4')).toBe(`templates/guest/slots/a.ts/calls.hbs:2  4 | c()`)
  })

  test.each([
    ['c.ts', 'no file "c.ts"; did you mean "a.ts"?'],
    ['a.ts:5', 'a.ts has the lines 1 to 4 in this project, and no line 5'],
    ['a.ts:0', 'no line 0'],
    ['', 'no file ""'],
  ])('refuses %j', (place, message) => {
    expect(() => explain(files, place)).toThrow(expect.objectContaining({ code: 'wrongRequest' }))
    expect(() => explain(files, place)).toThrow(message)
  })
})

describe('npm run explain', () => {
  const npm = (...args: string[]) => run('npm', ['run', '--silent', 'explain', '--', ...args])

  test('takes the flags of the command', async () => {
    const { status, output } = await npm('src/app.ts:1', '--features', '')
    expect([status, output]).toEqual([
      0,
      "templates/base/files/src/app.ts.hbs:1   1 | import type { Config } from './config.ts'",
    ])
  })

  test.each([
    [[], 'name a file of the project'],
    [['src/router.ts', '--features', ''], 'no file "src/router.ts"'],
    [['src/app.ts', '--featurs', 'cors'], 'did you mean --features?'],
  ])('%j: says what is wrong in a line or two', async (args, message) => {
    const { status, output } = await npm(...args)
    expect(status).toBe(2)
    expect(output).toContain(message)
    expect(output).not.toMatch(/^\s+at /m)
  })
})
