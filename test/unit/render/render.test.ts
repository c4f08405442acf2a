import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { everything, realPack } from '../../support/real-pack.ts'
import { answersOf, packOf } from '../../support/tiny-pack.ts'

test('files come sorted by path, whoever owns them', () => {
  const pack = packOf({
    a: { templates: { 'files/z.txt': 'z', 'files/b/c.txt': 'c' } },
    b: { templates: { 'files/a.txt': 'a', 'files/b-c.txt': 'bc', 'files/B.txt': 'B' } },
  })
  expect([...render(pack, answersOf(['a', 'b'])).keys()]).toEqual(['B.txt', 'a.txt', 'b-c.txt', 'b/c.txt', 'z.txt'])
})

describe('README.md can say how long the code takes to read', () => {
  const readme = '{{readingMinutes}} minutes'
  const code = (lines: number) => 'line\n\n'.repeat(lines)

  test.each([
    [0, 5],
    [449, 5],
    [450, 10],
    [3_000, 50],
  ])('%i lines: %i minutes', (lines, minutes) => {
    const templates = { 'files/README.md': readme, 'files/src/z.ts': code(lines), 'files/test/z.ts': code(9_000) }
    expect(render(packOf({ base: { templates } }), answersOf([])).get('README.md')).toBe(`${minutes} minutes\n`)
  })

  test('and another file cannot', () => {
    const pack = packOf({ base: { templates: { 'files/NOTES.md': readme } } })
    expect(() => render(pack, answersOf([]))).toThrow(/NOTES\.md.*readingMinutes/s)
  })
})

describe('a feature is in', () => {
  const pack = packOf({
    base: { templates: { 'files/base': 'x' } },
    a: { templates: { 'files/a': 'x' }, manifest: { requires: ['part'] } },
    b: { templates: { 'files/b': 'x' } },
    both: { templates: { 'files/both': 'x' }, manifest: { automatic: { with: ['a', 'b'] } } },
    neither: { templates: { 'files/neither': 'x' }, manifest: { automatic: { without: ['a', 'b'] } } },
    'only-a': { templates: { 'files/only-a': 'x' }, manifest: { automatic: { with: ['a'], without: ['b'] } } },
    old: { templates: { 'files/old': 'x' }, manifest: { automatic: { nodeBelow: 22 } } },
    part: { templates: { 'files/part': 'x' }, manifest: { automatic: { shared: true } } },
    yarn: { templates: { 'files/yarn': 'x' }, manifest: { automatic: { packageManager: 'yarn' } } },
  })

  test.each<[string, string[], Partial<Answers>, string[]]>([
    ['none chosen', [], {}, ['base', 'neither']],
    ['one chosen', ['a'], {}, ['a', 'base', 'only-a', 'part']],
    ['the other chosen', ['b'], {}, ['b', 'base']],
    ['both chosen', ['a', 'b'], { node: 24 }, ['a', 'b', 'base', 'both', 'part']],
    ['an older Node', ['b'], { node: 20 }, ['b', 'base', 'old']],
    ['a package manager', ['b'], { packageManager: 'yarn' }, ['b', 'base', 'yarn']],
  ])('as its manifest says: %s', (_, features, others, expected) => {
    expect([...render(pack, answersOf(features, others)).keys()].sort()).toEqual(expected.sort())
  })

  test('also when the shared part is required by a part that joined by itself', () => {
    const chain = packOf({
      base: { templates: { 'files/base': 'x' }, manifest: { requires: ['first'] } },
      first: { templates: { 'files/first': 'x' }, manifest: { automatic: { shared: true }, requires: ['second'] } },
      second: { templates: { 'files/second': 'x' }, manifest: { automatic: { shared: true } } },
    })
    expect([...render(chain, answersOf([])).keys()]).toEqual(['base', 'first', 'second'])
  })
})

describe('the same answers give the same bytes', () => {
  const answers = everything(realPack, 20)

  test('again and again', () => {
    expect(render(realPack, answers)).toEqual(render(realPack, structuredClone(answers)))
  })

  test('in whatever order they were given', () => {
    const reversed = backwards(answers) as Answers
    expect(Object.fromEntries(render(realPack, reversed))).toEqual(Object.fromEntries(render(realPack, answers)))
  })

  test('and the answers and the pack stay as they were', () => {
    const before = structuredClone({ realPack, answers })
    render(realPack, answers)
    expect({ realPack, answers }).toEqual(before)
  })
})

test('rendering needs nothing of Node: it runs where there is neither process nor require', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/render/render.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'renderer',
    write: false,
    logLevel: 'silent',
  })
  const answers = everything(realPack, 24)
  const call = `JSON.stringify([...renderer.render(...${JSON.stringify([realPack, answers])})])`
  const output: unknown = runInNewContext(`${outputFiles[0]?.text};${call}`)
  expect(JSON.parse(output as string)).toEqual([...render(realPack, answers)])
})

/** The same value with its keys in reverse order, and the strings of its lists. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value.toReversed() : value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, key === 'values' ? part : backwards(part)]),
  )
}
