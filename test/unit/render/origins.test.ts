import { describe, expect, test } from 'vitest'
import { render, renderLines } from '../../../src/render/render.ts'
import { answersOf, packOf, type TinyFeature, todos } from '../../support/tiny-pack.ts'

const people = { ...todos, name: 'people', singular: 'person' }

/** Every line of a.txt (or of another target) as `number: text`, the path in front where it is not the file's own. */
function origins(features: Record<string, TinyFeature>, target = 'a.txt'): string[] {
  const answers = answersOf(Object.keys(features), { resources: [todos, people] })
  const lines = renderLines(packOf(features), answers).get(target) ?? []
  return lines.map(({ path, number, text }) => {
    const own = path === `templates/base/files/${target}.hbs`
    return `${own ? '' : `${path.replace('templates/', '')} `}${number}: ${text}`
  })
}

describe('every line of output knows the template line it was written on', () => {
  test.each<[string, string, string[]]>([
    ['plain lines', 'one\ntwo\n\nfour\n', ['1: one', '2: two', '3: ', '4: four']],
    ['a value in a line', 'one\nI am {{name}}, {{node}}\nthree\n', ['1: one', '2: I am my-app, 22', '3: three']],
    ['a value at the start of a line', 'one\n{{name}} it is\nthree\n', ['1: one', '2: my-app it is', '3: three']],
    ['a line that is a value alone', 'one\n{{name}}\nthree\n', ['1: one', '2: my-app', '3: three']],
    ['a value on the first line', '{{name}}\ntwo\n', ['1: my-app', '2: two']],
    [
      'lines behind a block',
      '{{#if name}}\ntwo\n{{/if}}\nfour\n{{#if name}}\nsix\n{{else}}\neight\n{{/if}}\nten\n',
      ['2: two', '4: four', '6: six', '10: ten'],
    ],
    ['the other side of a block', '{{#unless name}}\ntwo\n{{else}}\nfour\n{{/unless}}\nsix\n', ['4: four', '6: six']],
    [
      'a repeated block',
      'one\n{{#each resources}}\nthree {{name}}\n  four\n{{/each}}\nsix\n',
      ['1: one', '3: three todos', '4:   four', '3: three people', '4:   four', '6: six'],
    ],
    [
      'a block in a block',
      '{{#each resources}}\n{{#each fields}}\nthree {{name}}\n{{/each}}\nfive {{name}}\n{{/each}}\nseven\n',
      ['3: three title', '5: five todos', '3: three title', '5: five people', '7: seven'],
    ],
    [
      'a block within a line',
      'one\n[{{#each resources}}{{name}}{{#unless @last}}, {{/unless}}{{/each}}]\nthree\n',
      ['1: one', '2: [todos, people]', '3: three'],
    ],
    ['lines behind a comment', 'one\n{{! a word\n to contributors }}\nfour\n', ['1: one', '4: four']],
    ['default lines of a slot', 'one\n{{#slot "middle"}}\nthree\n{{/slot}}\nfive\n', ['1: one', '3: three', '5: five']],
    ['lines behind empty slots', '{{slot "x"}}\ntwo\n{{slot "y"}}\nfour\n', ['2: two', '4: four']],
  ])('%s', (_, text, expected) => {
    expect(origins({ base: { templates: { 'files/a.txt': text } } })).toEqual(expected)
  })

  test('a fragment keeps its own path and numbers', () => {
    const lines = origins({
      base: { templates: { 'files/a.txt': 'one\n  {{slot "middle"}}\nthree\n' } },
      guest: { templates: { 'slots/a.txt/middle': '{{#if name}}\ntwo\n{{/if}}\nfour\n' } },
    })
    expect(lines).toEqual([
      '1: one',
      'guest/slots/a.txt/middle.hbs 2:   two',
      'guest/slots/a.txt/middle.hbs 4:   four',
      '3: three',
    ])
  })

  test('a section has the numbers of its file', () => {
    const lines = origins({
      base: { templates: { 'files/a.txt': '{{slot "top"}}\n--\n{{slot "end"}}\n' } },
      guest: {
        templates: {
          'slots/a.txt': [
            ...['{{#section "end"}}', 'two', 'three', '{{/section}}', ''],
            ...[
              '{{#section "top"}}',
              '',
              '{{#each resources}}',
              '{{name}}',
              '{{/each}}',
              '{{name}} {{node}}',
              '{{/section}}',
            ],
          ].join('\n'),
        },
      },
    })
    expect(lines).toEqual([
      'guest/slots/a.txt.hbs 9: todos',
      'guest/slots/a.txt.hbs 9: people',
      'guest/slots/a.txt.hbs 11: my-app 22',
      '2: --',
      'guest/slots/a.txt.hbs 2: two',
      'guest/slots/a.txt.hbs 3: three',
    ])
  })

  test('a gathered import keeps the line it was written on', () => {
    const lines = origins(
      {
        base: { templates: { 'files/a.ts': 'one()\nimport { b } from \'./b.ts\'\n{{slot "calls"}}\n' } },
        guest: { templates: { 'slots/a.ts/calls': "import { c } from './c.ts'\nc()\n" } },
      },
      'a.ts',
    )
    expect(lines).toEqual([
      "2: import { b } from './b.ts'",
      "guest/slots/a.ts/calls.hbs 1: import { c } from './c.ts'",
      expect.stringMatching(/: $/),
      '1: one()',
      'guest/slots/a.ts/calls.hbs 2: c()',
    ])
  })
  test('imports that were merged keep all the lines they were written on', () => {
    const features = {
      base: { templates: { 'files/a.ts': 'import { b } from \'./b.ts\'\n{{slot "calls"}}\n' } },
      one: { templates: { 'slots/a.ts/calls': "\nimport { b, c } from './b.ts'\nc()\n" } },
      two: { templates: { 'slots/a.ts/calls': "import { b } from './b.ts'\nb()\n" } },
    }
    const [line] = renderLines(packOf(features), answersOf(['one', 'two'])).get('a.ts') ?? []
    expect(line).toMatchObject({
      text: "import { b, c } from './b.ts'",
      path: 'templates/base/files/a.ts.hbs',
      number: 1,
      also: [{ path: 'templates/one/slots/a.ts/calls.hbs', number: 2 }],
    })
  })

  test('an import that was broken over lines knows which name came from where', () => {
    const names = Array.from({ length: 12 }, (_, index) => `aVeryLongName${index}`)
    const features = {
      base: { templates: { 'files/a.ts': `import { ${names.join(', ')} } from './b.ts'\n{{slot "calls"}}\n` } },
      one: { templates: { 'slots/a.ts/calls': "import { b } from './b.ts'\nb()\n" } },
    }
    const lines = origins(features, 'a.ts')
    expect(lines).toContain('1:   aVeryLongName11,')
    expect(lines).toContain('one/slots/a.ts/calls.hbs 1:   b,')
  })
})

test.each([
  ['no tags', 'one\n\ntwo\n'],
  ['no tags, and gaps to close', '\none\n\n\ntwo\n\n'],
  ['no line end', 'one'],
  ['nothing', ''],
  ['a blank line', '\n'],
  ['tags', 'one\n{{name}}\n'],
])('a template with %s has the same text, line by line and whole', (_, text) => {
  const pack = packOf({ base: { templates: { 'files/a.txt': text } } })
  const lines = renderLines(pack, answersOf([])).get('a.txt') ?? []
  expect(lines.map((line) => `${line.text}\n`).join('')).toBe(render(pack, answersOf([])).get('a.txt'))
})
