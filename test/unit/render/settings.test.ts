import { describe, expect, test } from 'vitest'
import type { SettingManifest } from '../../../src/model/manifest.ts'
import { render, renderLines } from '../../../src/render/render.ts'
import { answersOf, packOf } from '../../support/tiny-pack.ts'

const base = {
  templates: {
    'files/src/config.ts': 'interface Config {\n  {{slot "settings"}}\n}\nconst config = {\n  {{slot "read"}}\n}\n',
    'files/test/settings.test.ts': 'const invalid = [\n  {{slot "invalid"}}\n]\n',
    'files/table.txt': '{{#each settings}}\n{{name}}={{default}} {{allowed}}\n{{/each}}',
    'files/calls.txt':
      '{{#if calls.integer}}integer{{/if}}{{#if calls.choice}}choice{{/if}}{{#if calls.flag}}flag{{/if}}',
  },
}

/** The files of a project whose one feature has these settings. */
function project(...settings: readonly Omit<SettingManifest, 'about'>[]): Record<string, string> {
  const manifest = { settings: settings.map((setting) => ({ about: 'What it does', ...setting })) }
  return Object.fromEntries(render(packOf({ base, pot: { manifest } }), answersOf(['pot'])))
}

const integer = { name: 'POT', type: 'integer', default: 3, property: 'pot' } as const

describe('an integer', () => {
  test.each<[string, Partial<SettingManifest>, string, string]>([
    ['has the bounds it is given', { min: 1, max: 10_000 }, '3, [1, 10_000]', '1 to 10000'],
    ['in milliseconds fits a timer', { unit: 'ms' }, '3, milliseconds', '1 to 2147483647'],
    ['in milliseconds may begin at 0', { unit: 'ms', min: 0 }, '3, [0, milliseconds[1]]', '0 to 2147483647'],
    ['in bytes is at most a gibibyte', { unit: 'bytes' }, '3, [1, 1_073_741_824]', '1 to 1073741824'],
    [
      'of thousands is written as the formatter does',
      { default: 5000, max: 50_000 },
      '5000, [0, 50_000]',
      '0 to 50000',
    ],
  ])('%s', (_, rest, call, allowed) => {
    const files = project({ ...integer, ...rest })
    expect(files['src/config.ts']).toContain(`  pot: integer(env, 'POT', ${call}),\n`)
    expect(files['table.txt']).toBe(`POT=${rest.default ?? 3} ${allowed}\n`)
  })

  test('is refused beyond both bounds', () => {
    expect(project({ ...integer, min: 1, max: 9, invalid: ['1e0'] })['test/settings.test.ts']).toBe(
      "const invalid = [\n  ['POT', '0'],\n  ['POT', '10'],\n  ['POT', '1e0'],\n]\n",
    )
  })
})

test.each<[string, Omit<SettingManifest, 'name' | 'about'>, string, string, string, string]>([
  [
    'a choice',
    { type: 'choice', default: 'low', choices: ['low', 'high'] },
    "'low' | 'high'",
    "choice(env, 'POT', 'low', ['low', 'high'])",
    'low `low` or `high`',
    'choice',
  ],
  ['a flag', { type: 'flag', default: false }, 'boolean', "flag(env, 'POT', false)", 'false `true` or `false`', 'flag'],
  ['a text', { type: 'text', default: 'x' }, 'string', "env['POT'] || 'x'", 'x anything', ''],
  ['a text without a default', { type: 'text' }, 'string | undefined', "env['POT'] || undefined", ' anything', ''],
])('%s is typed, read and described', (_, setting, type, expression, row, calls) => {
  const files = project({ name: 'POT', property: 'pot', ...setting })
  expect(files['src/config.ts']).toContain(`  readonly pot: ${type}\n`)
  expect(files['src/config.ts']).toContain(`  pot: ${expression},\n`)
  expect(files['table.txt']).toBe(`POT=${row}\n`)
  expect(files['calls.txt'] ?? '').toBe(calls === '' ? '' : `${calls}\n`)
})

test('properties of one object stand together in it, each with its comment', () => {
  const files = project(
    { ...integer, property: 'pot.size', comment: 'In litres.' },
    { ...integer, name: 'LID', property: 'pot.lid' },
    { ...integer, name: 'CUP', property: 'cup' },
  )
  expect(files['src/config.ts']).toBe(`import { integer } from './settings.ts'

interface Config {
  readonly pot: {
    /** In litres. */
    readonly size: number
    readonly lid: number
  }
  readonly cup: number
}
const config = {
  pot: {
    size: integer(env, 'POT', 3, [0, 9_007_199_254_740_991]),
    lid: integer(env, 'LID', 3, [0, 9_007_199_254_740_991]),
  },
  cup: integer(env, 'CUP', 3, [0, 9_007_199_254_740_991]),
}
`)
})

test('a reader of the feature is called, and its type imported', () => {
  const reader = { name: 'readPot', from: './pot.ts', type: 'Pot | undefined' }
  const custom = { name: 'POT', type: 'custom', allowed: 'a pot', property: 'pot', reader } as const
  expect(project(custom)['src/config.ts']).toContain("import { type Pot, readPot } from './pot.ts'\n")
  expect(project(custom)['src/config.ts']).toContain('  readonly pot: Pot | undefined\n')
  expect(project(custom)['src/config.ts']).toContain('  pot: readPot(env),\n')
  expect(project(custom)['table.txt']).toBe('POT= a pot\n')
  const elsewhere = project({ ...custom, reader: { ...reader, typeFrom: 'node:pots' } })
  expect(elsewhere['src/config.ts']).toContain(
    "import type { Pot } from 'node:pots'\nimport { readPot } from './pot.ts'",
  )
})

test('a setting without a property is left to the code of the feature', () => {
  const { property: _, ...unbound } = integer
  expect(project(unbound)['src/config.ts']).toBe('interface Config {\n}\nconst config = {\n}\n')
})

test('each line comes from its setting in the manifest', () => {
  const pack = packOf({ base, pot: { manifest: { settings: [{ ...integer, about: 'What it does' }] } } })
  const [ground, pot] = pack.features.map((feature) =>
    feature.id === 'pot' ? { ...feature, text: JSON.stringify(feature.manifest, null, 2) } : feature,
  )
  const lines = renderLines({ ...pack, features: [ground ?? fail(), pot ?? fail()] }, answersOf(['pot']))
  expect(lines.get('src/config.ts')?.find(({ text }) => text === '  readonly pot: number')).toMatchObject({
    path: 'templates/pot/feature.json',
    number: 6,
  })
})

function fail(): never {
  throw new RangeError('the pack has two features')
}
