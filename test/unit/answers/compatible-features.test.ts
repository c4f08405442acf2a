import { describe, expect, test } from 'vitest'
import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import { featureList } from '../../../src/arguments/feature-list.ts'
import { meetingsOf } from '../../../src/main/renderings.ts'
import type { Choices, NodeMajor, Resolved } from '../../../src/model/answers.ts'
import type { Pack } from '../../../src/model/pack.ts'
import { render } from '../../../src/render/render.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { packOf } from '../../support/tiny-pack.ts'

/** Two kettles that exclude each other; `steam` needs a newer Node, and `whistle` needs it. */
const tiny = packOf({
  base: { templates: { 'files/engines.txt': '{{engines}}' } },
  copper: { manifest: { presets: ['plain'], conflicts: ['iron'] } },
  iron: { manifest: { presets: [] } },
  lid: { manifest: { presets: ['plain'], requires: ['copper'] } },
  steam: { manifest: { presets: ['plain'], node: '24.4' } },
  whistle: { manifest: { requires: ['steam'] } },
})
const pack: Pack = { ...tiny, presets: { ...tiny.presets, all: { hint: 'all', everything: true } } }

function resolve(choices: Partial<Choices>, node: NodeMajor = 26): Resolved {
  const environment = { nodeMajor: node, cwd: '/' }
  return resolveAnswers(pack, { with: [], without: [], options: {}, ...choices }, environment, resourceLanguage)
}

describe('what a preset brings gives way', () => {
  test.each<[string, Partial<Choices>, NodeMajor, string, readonly string[]]>([
    ['to the chosen Node', {}, 22, 'copper,lid', ['steam is left out: steam needs Node 24.4.']],
    ['to no older Node than that', {}, 24, 'copper,lid,steam', []],
    [
      'to what was asked for',
      { with: ['iron'] },
      24,
      'iron,steam',
      [
        'copper is left out: iron and copper exclude each other.',
        'lid is left out: iron and copper exclude each other.',
      ],
    ],
  ])('%s', (_, choices, node, features, notes) => {
    const { answers, ...rest } = resolve(choices, node)
    expect([answers.features.join(), rest.notes]).toEqual([features, notes])
  })
})

describe('what was asked for is refused', () => {
  test.each<[string, Partial<Choices>, NodeMajor, string]>([
    [
      'on an older Node',
      { with: ['steam'] },
      22,
      'steam needs Node 24.4 or newer, and the project is for Node 22: add --node 24, or leave steam out',
    ],
    ['on one that is chosen', { features: ['steam'], node: 20 }, 26, 'the project is for Node 20: add --node 24'],
    ['where it requires what needs a newer one', { with: ['whistle'] }, 22, 'steam needs Node 24.4 or newer'],
    ['beside its rival', { features: ['iron', 'copper'] }, 26, 'copper and iron exclude each other: leave one'],
    ['beside what requires its rival', { features: [], with: ['lid', 'iron'] }, 26, 'exclude each other'],
  ])('%s', (_, choices, node, message) => {
    expect(() => resolve(choices, node)).toThrow(expect.objectContaining({ code: 'wrongRequest' }))
    expect(() => resolve(choices, node)).toThrow(message)
  })
})

test('a feature with an empty list of presets is not even in the one that takes all', () => {
  expect(resolve({ preset: 'all' }).answers.features).toEqual(['copper', 'lid', 'steam', 'whistle'])
})

test('package.json asks for the first release that runs every feature', () => {
  const engines = (choices: Partial<Choices>, node: NodeMajor) =>
    render(pack, resolve(choices, node).answers).get('engines.txt')
  expect(engines({ features: ['steam'] }, 24)).toBe('>=24.4\n')
  expect(engines({ features: ['steam'] }, 26)).toBe('>=26\n')
  expect(engines({ features: [] }, 24)).toBe('>=24\n')
})

test('the list of features has the lowest Node and the rivals of each', () => {
  const list = featureList(pack, 120)
  expect(list).toContain('needs Node 24.4; in plain, all')
  expect(list).toContain('excludes iron; in plain, all')
  expect(list).toContain('excludes copper, lid; in no preset')
})

test('combinations that cannot be are not tried', () => {
  const names = (node: NodeMajor) => everyCombination(pack, node).map(({ answers }) => answers.features.join('+'))
  expect(names(22)).toEqual(['', 'copper', 'iron', 'copper+lid'])
  expect(names(24)).toContain('iron+steam+whistle')
  expect(names(24).filter((name) => /copper.*iron/.test(name))).toEqual([])
  const met = meetingsOf(pack, pack.features).map(({ answers }) => answers)
  expect(met.filter(({ node, features }) => node === 20 && features.includes('steam'))).toEqual([])
  expect(met.some(({ node, features }) => node === 26 && features.join() === 'iron,steam,whistle')).toBe(true)
})
