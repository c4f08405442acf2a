import { expect, test } from 'vitest'
import { templateMutants } from '../../../../scripts/mutate/template-mutants.ts'
import type { Feature } from '../../../../src/model/pack.ts'

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

test('faults empty a fragment, drop each of its lines, and let exported functions of code do nothing', () => {
  const pot = 'templates/tea/slots/src/app.ts/pot.hbs'
  expect(templateMutants(tea).map(({ id, kind, after }) => [id, kind, after])).toEqual([
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
