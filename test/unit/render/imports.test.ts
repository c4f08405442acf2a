import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf, renderOne } from '../../support/tiny-pack.ts'

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe('import lines of TypeScript', () => {
  test.each<[string, string, string]>([
    [
      'stand at the top, wherever they were written',
      "const a = 1\nimport { b } from './b.ts'\nconst c = b\n",
      "import { b } from './b.ts'\n\nconst a = 1\nconst c = b\n",
    ],
    [
      'are merged by module, each name once',
      "import { c, a } from './b.ts'\nimport { b, a } from './b.ts'\n",
      "import { a, b, c } from './b.ts'\n",
    ],
    [
      'stand from far to near, by name',
      "import { f } from './f.ts'\nimport { u } from '../u.ts'\nimport { n } from 'node:net'\nimport { e } from './e.ts'\nimport { h } from 'node:http'\n",
      "import { h } from 'node:http'\nimport { n } from 'node:net'\nimport { u } from '../u.ts'\nimport { e } from './e.ts'\nimport { f } from './f.ts'\n",
    ],
    [
      'stand in natural order: folders, files, longer names; numbers by size',
      "import { f } from './b10.ts'\nimport { e } from './b2.ts'\nimport { d } from './a-b.ts'\nimport { c } from './B.ts'\nimport { b } from './a.ts'\nimport { a } from './a/b.ts'\n",
      "import { a } from './a/b.ts'\nimport { b } from './a.ts'\nimport { d } from './a-b.ts'\nimport { c } from './B.ts'\nimport { e } from './b2.ts'\nimport { f } from './b10.ts'\n",
    ],
    [
      'keep types and values of one module apart, types first',
      "import { b } from './b.ts'\nimport type { B } from './b.ts'\n",
      "import type { B } from './b.ts'\nimport { b } from './b.ts'\n",
    ],
    [
      'sort names letter by letter, capitals first of equal letters, `type` apart',
      "import { type Zebra, apple, Banana, type ant, apples, bike, type Apply } from './b.ts'\n",
      "import { type Apply, type ant, apple, apples, Banana, bike, type Zebra } from './b.ts'\n",
    ],
    [
      'keep a namespace or default import as it is',
      "import b, { c } from './b.ts'\nimport * as fs from 'node:fs'\nimport net from 'node:net'\n",
      "import * as fs from 'node:fs'\nimport net from 'node:net'\n\nimport b, { c } from './b.ts'\n",
    ],
    [
      'stand below comments that open the file',
      "#!/usr/bin/env node\n// A word first.\nimport { b } from './b.ts'\nb()\n",
      "#!/usr/bin/env node\n// A word first.\nimport { b } from './b.ts'\n\nb()\n",
    ],
    [
      'stand above the comment of what follows them',
      "import { b } from './b.ts'\n\n/** Why. */\nexport const c = b\n",
      "import { b } from './b.ts'\n\n/** Why. */\nexport const c = b\n",
    ],
  ])('%s', (_, text, expected) => {
    expect(renderOne('a.ts', text)).toBe(expected)
  })

  test('are left where they are in other files', () => {
    const text = "Say `import`:\n\nimport { b } from './b.ts'\n"
    expect(renderOne('a.md', text)).toBe(text)
  })

  test('fit 120 columns, or take one line a name', () => {
    const fits = names('longEnoughName', 5)
    const flat = `import { ${fits.join(', ')} } from './b.ts'`
    expect(flat.length).toBeLessThanOrEqual(120)
    expect(renderOne('a.ts', `${flat}\n`)).toBe(`${flat}\n`)

    const wide = names('longEnoughName', 6)
    const broken = `import {\n${wide.map((name) => `  ${name},\n`).join('')}} from './b.ts'\n`
    expect(renderOne('a.ts', `import { ${wide.join(', ')} } from './b.ts'\n`)).toBe(broken)
  })

  test('of a single name stay on their line', () => {
    const line = `import type { ${'A'.repeat(60)} } from './${'b'.repeat(60)}.ts'\n`
    expect(renderOne('a.ts', line)).toBe(line)
  })

  test.each([119, 120, 121])('of %i columns are wrapped as the formatter wraps them', (width) => {
    const frame = "import {  } from './b.ts'".length
    const name = `m, ${'n'.repeat(width - frame - 'm, '.length)}`
    const wrapped = renderOne('a.ts', `import { ${name} } from './b.ts'\n`).includes('\n  ')
    expect(wrapped).toBe(width > 120)
  })

  test('come with the fragment that needs them and leave with it', () => {
    const pack = packOf({
      base: { templates: { 'files/a.ts': 'import { b } from \'./b.ts\'\n\nb()\n{{slot "calls"}}\n' } },
      guest: { templates: { 'slots/a.ts/calls': "import { a } from './b.ts'\nimport { c } from './c.ts'\na(c)\n" } },
    })
    expect(render(pack, answersOf(['guest'])).get('a.ts')).toBe(
      "import { a, b } from './b.ts'\nimport { c } from './c.ts'\n\nb()\na(c)\n",
    )
    expect(render(pack, answersOf([])).get('a.ts')).toBe("import { b } from './b.ts'\n\nb()\n")
  })
})
