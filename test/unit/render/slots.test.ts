import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf, renderOne, type TinyFeature } from '../../support/tiny-pack.ts'

const base = (text: string): TinyFeature => ({ templates: { 'files/a.txt': text } })
const adds = (text: string, manifest: TinyFeature['manifest'] = {}): TinyFeature => ({
  manifest,
  templates: { 'slots/a.txt/middle': text },
})

const sections = (...lines: readonly string[]): TinyFeature => ({ templates: { 'slots/a.txt': lines.join('\n') } })

test('a file with sections fills several slots', () => {
  const a = sections(
    '{{#section "end"}}',
    'bye {{name}}',
    '{{/section}}',
    '',
    '{{#section "top"}}',
    'hello',
    '{{/section}}',
  )
  const pack = packOf({ base: base('{{slot "top"}}\n--\n  {{slot "end"}}\n'), a })
  expect(render(pack, answersOf(['a'])).get('a.txt')).toBe('hello\n--\n  bye my-app\n')
})

describe('fragments of one slot stand', () => {
  test.each<[string, Record<string, TinyFeature>, string]>([
    ['by id where no manifest says more', { b: adds('b'), a: adds('a') }, 'a b'],
    ['behind what their feature requires', { a: adds('a', { requires: ['b'] }), b: adds('b') }, 'b a'],
    ['behind what their feature comes after', { a: adds('a', { after: ['c'] }), b: adds('b'), c: adds('c') }, 'b c a'],
    ['ahead of what their feature comes before', { a: adds('a'), c: adds('c', { before: ['a'] }) }, 'c a'],
    ['behind a long chain', { a: adds('a', { after: ['b'] }), b: adds('b', { after: ['c'] }), c: adds('c') }, 'c b a'],
    ['with those of what is always on first', { a: adds('a'), z: adds('z', { automatic: { always: true } }) }, 'z a'],
  ])('%s', (_, features, order) => {
    const pack = packOf({ base: base('first\n{{slot "middle"}}\nlast\n'), ...features })
    const output = render(pack, answersOf(Object.keys(features)))
    expect(output.get('a.txt')).toBe(`first\n${order.replaceAll(' ', '\n')}\nlast\n`)
  })
})

test('a fragment is indented as its slot is, blank lines apart', () => {
  const pack = packOf({ base: base('{\n    {{slot "middle"}}\n}\n'), a: adds('one {\n  two\n\n  three\n}\n') })
  expect(render(pack, answersOf(['a'])).get('a.txt')).toBe('{\n    one {\n      two\n\n      three\n    }\n}\n')
})

describe('default lines of a slot', () => {
  const text = 'first\n{{#slot "middle"}}\n  default {{name}}\n  lines\n{{/slot}}\nlast\n'

  test('stand where nobody fills it', () => {
    expect(renderOne('a.txt', text)).toBe('first\n  default my-app\n  lines\nlast\n')
  })

  test('give way to fragments, which take their indentation', () => {
    const pack = packOf({ base: base(text), a: adds('one\ntwo\n') })
    expect(render(pack, answersOf(['a'])).get('a.txt')).toBe('first\n  one\n  two\nlast\n')
  })
})

test('a slot that nobody fills leaves no line', () => {
  expect(renderOne('a.txt', 'first\n{{slot "middle"}}\nlast\n')).toBe('first\nlast\n')
})

test('a slot for packs is filled like any other', () => {
  const pack = packOf({ base: base('first\n  {{slot "middle"}}{{! for packs }}\nlast\n'), a: adds('a') })
  expect(render(pack, answersOf([])).get('a.txt')).toBe('first\nlast\n')
  expect(render(pack, answersOf(['a'])).get('a.txt')).toBe('first\n  a\nlast\n')
})

test('one slot may stand at two places', () => {
  const pack = packOf({ base: base('{{slot "middle"}}\n--\n  {{slot "middle"}}\n'), a: adds('a') })
  expect(render(pack, answersOf(['a'])).get('a.txt')).toBe('a\n--\n  a\n')
})

test('a fragment sees the options of its own feature, not of the file it lands in', () => {
  const pack = packOf({
    base: base('{{slot "middle"}}\n'),
    a: adds('{{options.size}}'),
    b: adds('{{options.size}}'),
  })
  const answers = answersOf(['a', 'b'], { options: { a: { size: 'small' }, b: { size: 'large' } } })
  expect(render(pack, answers).get('a.txt')).toBe('small\nlarge\n')
})

test('a fragment for a file whose owner is left out is left out with it', () => {
  const pack = packOf({
    base: base('plain\n'),
    owner: { templates: { 'files/own.txt': 'own\n{{slot "end"}}\n' } },
    guest: { templates: { 'slots/own.txt/end': 'guest' } },
  })
  expect(Object.fromEntries(render(pack, answersOf(['guest'])))).toEqual({ 'a.txt': 'plain\n' })
  expect(render(pack, answersOf(['guest', 'owner'])).get('own.txt')).toBe('own\nguest\n')
})

describe('rendering stops and names both sides', () => {
  test.each<[string, Record<string, TinyFeature>, string]>([
    [
      'when a slot is not declared',
      { base: base('{{slot "top"}}\n'), a: adds('a') },
      'templates/a/slots/a.txt/middle.hbs: templates/base/files/a.txt.hbs declares no slot "middle"; its slots are top',
    ],
    [
      'when a slot of a similar name was meant',
      { base: base('{{slot "midle"}}\n'), a: adds('a') },
      'declares no slot "middle"; did you mean "midle"? its slots are midle',
    ],
    ['when the file has no slots', { base: base('x\n'), a: adds('a') }, 'declares no slot "middle"; it has no slots'],
    [
      'when no feature at all writes the file of a fragment',
      { base: base('x\n'), a: { templates: { 'slots/b.txt/middle': 'a' } } },
      'templates/a/slots/b.txt/middle.hbs: no feature writes b.txt',
    ],
    [
      'when two features write one file',
      { base: base('x\n'), a: { templates: { 'files/a.txt': 'a' } } },
      'templates/base/files/a.txt.hbs and templates/a/files/a.txt.hbs both write a.txt: one file has one owner',
    ],
    [
      'when a fragment declares a slot',
      { base: base('{{slot "middle"}}\n'), a: adds('one\n{{slot "inner"}}\n') },
      'templates/a/slots/a.txt/middle.hbs:2: a fragment cannot declare a slot',
    ],
    [
      'when a section is for a slot that is not declared',
      { base: base('{{slot "middle"}}\n'), a: sections('', '{{#section "midle"}}', 'x', '{{/section}}') },
      'templates/a/slots/a.txt.hbs:2: templates/base/files/a.txt.hbs declares no slot "midle"; did you mean "middle"?',
    ],
    [
      'when a section uses a helper that is not there',
      {
        base: base('{{slot "middle"}}\n'),
        a: sections('', '{{#section "middle"}}', 'x', '{{up name}}', '{{/section}}'),
      },
      'templates/a/slots/a.txt.hbs: line 4: unknown helper "up"',
    ],
    [
      'when a tag of a section does not end',
      {
        base: base('{{slot "middle"}}\n'),
        a: sections('', '{{#section "middle"}}', 'x', '{{#if name}}', '{{/section}}'),
      },
      'templates/a/slots/a.txt.hbs: Parse error on line 5',
    ],
    [
      'when a slot shares its line',
      { base: base('one\ntwo {{slot "middle"}}\n') },
      'templates/base/files/a.txt.hbs: line 2: a slot stands alone on its line',
    ],
  ])('%s', (_, features, message) => {
    expect(() => render(packOf(features), answersOf(['a']))).toThrow(message)
  })
})
