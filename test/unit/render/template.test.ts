import { describe, expect, test } from 'vitest'
import type { Field, FieldValue } from '../../../src/model/resource.ts'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf, renderOne, todos } from '../../support/tiny-pack.ts'

describe('a template that cannot be filled stops everything and names itself', () => {
  test.each<[string, string, RegExp]>([
    ['unknown variable', 'one\n{{naem}}\n', /unknown variable "naem" /],
    ['unknown variable in #if', '{{#if naem}}x{{/if}}\n', /unknown variable "naem" \(known here: .*\bname\b.*\)/],
    ['unknown variable in #unless', '{{#unless naem}}x{{/unless}}\n', /unknown variable "naem"/],
    ['unknown variable in #each', '{{#each itmes}}x{{/each}}\n', /unknown variable "itmes"/],
    ['unknown variable in #with', '{{#with itmes}}x{{/with}}\n', /unknown variable "itmes"/],
    ['unknown variable behind a dot', '{{options.size}}\n', /size/],
    ['unknown variable behind a dot in #if', '{{#if options.size}}x{{/if}}\n', /unknown variable "size"/],
    ['unknown variable inside #each', '{{#each resources}}{{nmae}}{{/each}}\n', /nmae/],
    ['unknown variable as an argument', '{{json naem}}\n', /naem/],
    ['misspelt helper', '{{jsn name}}\n', /jsn/],
    ['misspelt block helper', '{{#sloot "a"}}x{{/sloot}}\n', /sloot/],
    ['partial', '{{> header}}\n', /line 1: partials/],
    ['open block', '{{#if name}}x\n', /Parse error|Expecting/],
    ['wrong closing tag', '{{#if name}}x{{/each}}\n', /if doesn't match each/],
    ['inherited member', '{{constructor}}\n', /constructor/],
    ['inherited member behind a dot', '{{options.toString}}\n', /toString/],
    ['inherited member in #if', '{{#if options.constructor}}x{{/if}}\n', /unknown variable "constructor"/],
    ['prototype', '{{#with options.__proto__}}x{{/with}}\n', /unknown variable "__proto__"/],
    [
      'inherited member of the root',
      '{{#each resources}}{{#if @root.hasOwnProperty}}x{{/if}}{{/each}}\n',
      /"hasOwnProp/,
    ],
    ['helper that looks names up', '{{lookup options "x"}}\n', /lookup/],
    ['helper that prints', '{{log name}}\n', /log/],
    ['hook of Handlebars', '{{helperMissing name}}\n', /helperMissing/],
    ['partial that it brings along', '{{#*inline "a"}}x{{/inline}}{{> a}}\n', /line 1: partials and decorators/],
    ['partial in a block', '\n{{#if name}}\n{{#> a}}x{{/a}}\n{{/if}}\n', /line 3: partials and decorators/],
    ['control characters of our own', 'a\u0003b\n', /control characters/],
  ])('%s', (_, text, reason) => {
    const thrown = () => renderOne('a.txt', text, { resources: [todos] })
    expect(thrown).toThrow('templates/base/files/a.txt.hbs: ')
    expect(thrown).toThrow(reason)
  })

  test('a fragment names itself as well, and the failure is not the user’s', () => {
    const pack = packOf({
      base: { templates: { 'files/a.txt': '{{slot "middle"}}\n' } },
      a: { templates: { 'slots/a.txt/middle': '{{naem}}' } },
    })
    expect(() => render(pack, answersOf(['a']))).toThrow('templates/a/slots/a.txt/middle.hbs: ')
    expect(() => render(pack, answersOf(['a']))).toThrow(expect.objectContaining({ code: 'failed' }))
  })
})

describe('helpers and values', () => {
  test.each<[string, string, string]>([
    ['nothing is escaped', '{{options.text}}', `<a href="x">'&'</a>`],
    ['json writes a JSON string', '{{json options.text}}', `"<a href=\\"x\\">'&'</a>"`],
    ['literal writes a TypeScript string in single quotes', '{{literal options.text}}', `'<a href="x">\\'&\\'</a>'`],
    ['literal keeps a backslash and a line end one string', '{{literal options.odd}}', `'a\\\\b\\nc'`],
    ['literal writes numbers as they are', '{{literal node}}', '22'],
  ])('%s', (_, text, expected) => {
    const pack = packOf({
      base: { templates: { 'files/b.txt': 'b' } },
      a: { templates: { 'files/a.txt': text } },
    })
    const options = { a: { text: `<a href="x">'&'</a>`, odd: 'a\\b\nc' } }
    expect(render(pack, answersOf(['a'], { options })).get('a.txt')).toBe(`${expected}\n`)
  })

  test.each<[string, FieldValue, string]>([
    ['an exponent has no plus', 1e21, 'literal 1e21, json 1e21'],
    ['a text keeps its plus', 'e+1"e+1\\', `literal 'e+1"e+1\\\\', json "e+1\\"e+1\\\\"`],
    ['a text with single quotes alone has double ones', "it's", `literal "it's", json "it's"`],
  ])('%s', (_, value, expected) => {
    const fields = [{ ...(todos.fields[0] as Field), default: value }]
    const text =
      '{{#each resources}}{{#each fields}}literal {{literal default}}, json {{json default}}{{/each}}{{/each}}\n'
    expect(renderOne('a.txt', text, { resources: [{ ...todos, fields }] })).toBe(`${expected}\n`)
  })

  test('json over several lines continues at the indentation asked for', () => {
    expect(renderOne('a.txt', '  "a": {{json options 2}},\n')).toBe('  "a": {},\n')
    expect(renderOne('a.txt', '  "a": {{json resources 2}}\n')).toBe('  "a": []\n')
    const text = renderOne('a.json', '{\n  "all": {{json resources 2}}\n}\n', { resources: [todos] })
    expect(JSON.parse(text)).toMatchObject({ all: [{ name: 'todos' }] })
    expect(text).toContain('\n      "name": "todos",\n')
    expect(text).toMatch(/\n {2}\]\n\}\n$/)
  })
})

test('a line of block tags alone leaves no line', () => {
  expect(renderOne('a.txt', 'a\n{{#if name}}\nb\n{{else}}\nc\n{{/if}}\nd\n')).toBe('a\nb\nd\n')
  expect(renderOne('a.txt', 'a\n{{#each resources}}\n- {{name}}\n{{/each}}\nb\n', { resources: [todos] })).toBe(
    'a\n- todos\nb\n',
  )
})

test('lines end in LF and a file in one line end, however its template ends', () => {
  for (const text of ['a\nb', 'a\nb\n', 'a\nb\n\n\n']) expect(renderOne('a.txt', text)).toBe('a\nb\n')
})
