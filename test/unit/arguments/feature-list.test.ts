import { expect, test } from 'vitest'
import { featureDocument, featureList } from '../../../src/arguments/feature-list.ts'
import { choosable } from '../../../src/model/pack.ts'
import { pack } from '../../support/menu-pack.ts'

const list = featureList(pack, 100)
const document = JSON.parse(featureDocument(pack))

test('every feature and preset is in the list and in the document, and nothing that cannot be chosen', () => {
  const ids = choosable(pack).map(({ id }) => id)
  for (const id of ids) expect(list).toMatch(new RegExp(`^  ${id} +hint of ${id}$`, 'm'))
  expect(document.features.map(({ id }: { id: string }) => id)).toEqual(ids.sort())
  expect(document.presets.map(({ name }: { name: string }) => name)).toEqual(Object.keys(pack.presets))
  expect(list).not.toMatch(/ground|shade/)
})

test.each([
  ['  tree    hint of tree\n          requires trunk; in usual, most\n'],
  ['  web     hint of web\n          in most\n'],
  ['requires root; in most; "apples colour:string ripe:boolean:optional" where none is given'],
  ['  --web-dir    of web, served as it is (public)\n'],
  ['  --web-mood   of web, or another: calm, wild (calm)\n'],
  ['  --web-motto  of web, any\n'],
  ['  usual (default)  some: alone, root, tree, trunk\n'],
  ['  none             nothing: no feature\n'],
])('the list says %j', (text) => {
  expect(list).toContain(text)
})

test('the document has what a program needs to ask the same questions', () => {
  const feature = (wanted: string) => document.features.find(({ id }: { id: string }) => id === wanted)
  expect(feature('trunk')).toEqual({
    ...{ id: 'trunk', title: 'trunk', hint: 'hint of trunk', flag: '--trunk', requires: ['root'] },
    ...{ presets: ['usual', 'most'], conflicts: [], options: [], settings: [] },
  })
  expect(feature('web').options[2]).toEqual({
    ...{ name: 'mood', flag: '--web-mood', type: 'choice', question: 'Which mood?', hint: 'or another' },
    ...{ default: 'calm', choices: ['calm', 'wild'] },
  })
  expect(feature('crates').resources).toEqual(['apples colour:string ripe:boolean:optional'])
  expect(document.version).toBe('1.2.3')
  expect(document.presets[1]).toMatchObject({ default: true, features: ['alone', 'root', 'tree', 'trunk'] })
})

test.each([[40], [60], [80]])('the list fits %i columns', (width) => {
  const lines = featureList(pack, width).split('\n')
  expect(lines.filter((line) => line.length > width)).toEqual([])
})
