import { expect, test } from 'vitest'
import { templateMutants } from '../../../../scripts/mutate/template-mutants.ts'
import { type Feature, type Fragment, sourceOf } from '../../../../src/model/pack.ts'
import { readFragments } from '../../../../src/pack/read-fragments.ts'

const file = (path: string, text: string) => ({ path: `templates/tea/${path}.hbs`, text })
const brew = `export function brew(): string {
  {{slot "leaves"}}
  return 'tea'
}

function wash(): void {
}
`

const tea: Feature = {
  id: 'tea',
  folder: 'templates/tea',
  manifest: { title: 'Tea', hint: 'tea' },
  files: [
    { ...file('files/src/tea.ts', brew), target: 'src/tea.ts' },
    { ...file('files/test/tea.test.ts', brew), target: 'test/tea.test.ts' },
  ],
  fragments: [
    {
      ...file('slots/src/app.ts/pot', '/**\n * Hot. */\npour()\n\ndrink()\n'),
      target: 'src/app.ts',
      slot: 'pot',
    },
  ],
}

const read = () => sourceOf(tea.fragments[0] as Fragment)

test('faults empty a fragment, drop each of its lines, and let exported functions of code do nothing', () => {
  const pot = 'templates/tea/slots/src/app.ts/pot.hbs'
  expect(templateMutants(tea, read).map(({ id, kind, after }) => [id, kind, after])).toEqual([
    [`${pot} is emptied`, 'fragment', ''],
    [`${pot}:1: a comment is dropped`, 'line', ' * Hot. */\npour()\n\ndrink()\n'],
    [`${pot}:2: a comment is dropped`, 'line', '/**\npour()\n\ndrink()\n'],
    [`${pot}:3 is dropped`, 'line', '/**\n * Hot. */\n\ndrink()\n'],
    [`${pot}:5 is dropped`, 'line', '/**\n * Hot. */\npour()\n\n'],
    [
      'templates/tea/files/src/tea.ts.hbs brew() does nothing',
      'function',
      brew.replace('  {{slot', '  return undefined as never\n  {{slot'),
    ],
  ])
})

test('faults in a section leave the rest of its file as it is, and name the line and the section', () => {
  const path = 'templates/tea/slots/src/app.ts.hbs'
  const whole =
    '{{#section "lid"}}\nclose()\n{{/section}}\n\n{{#section "pot"}}\npour()\n// Hot.\ndrink()\n{{/section}}\n'
  const fragments = readFragments([{ path, inside: 'src/app.ts', text: whole }])
  const mutants = templateMutants({ ...tea, files: [], fragments }, (name) => (name === path ? whole : ''))
  expect(mutants.map(({ id, before, after }) => [id, before, after])).toEqual(
    [
      [`${path} "lid" is emptied`, 'close()\n'],
      [`${path} "pot" is emptied`, 'pour()\n// Hot.\ndrink()\n'],
      [`${path}:6 is dropped from "pot"`, 'pour()\n'],
      [`${path}:7: a comment is dropped`, '// Hot.\n'],
      [`${path}:8 is dropped from "pot"`, 'drink()\n'],
    ].map(([id = '', gone = '']) => [id, whole, whole.replace(gone, '')]),
  )
})
