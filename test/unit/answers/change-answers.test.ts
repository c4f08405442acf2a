import { expect, test } from 'vitest'
import { addTo, removeFrom, setIn } from '../../../src/answers/change-answers.ts'
import type { Choices } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const nothing: Choices = { with: [], without: [], options: {} }
const saved: Choices = {
  ...nothing,
  name: 'shop',
  features: ['crates', 'root', 'web'],
  resources: ['apples colour', 'pears taste'].map(resourceLanguage.parse),
  options: { web: { dir: 'assets', depth: '3' } },
  node: 24,
  packageManager: 'npm',
}

const related = { ...saved, resources: ['apples colour', 'pears kind:ref=apples'].map(resourceLanguage.parse) }

const add = (words: readonly string[], flags: Partial<Choices> = {}) =>
  addTo(pack, saved, words, { ...nothing, ...flags }, resourceLanguage)
const set = (flags: Partial<Choices>) => setIn(pack, saved, { ...nothing, ...flags })

test('add takes features, resources and options', () => {
  expect(add(['tree', 'plums size:integer'], { options: { web: { depth: '4' } } })).toEqual({
    choices: {
      ...saved,
      with: ['tree'],
      resources: ['apples colour', 'pears taste', 'plums size:integer'].map(resourceLanguage.parse),
      options: { web: { dir: 'assets', depth: '4' } },
    },
    known: [],
  })
  expect(add(['web', 'tree', 'pears weight']).known).toEqual(['web', 'pears'])
})

test('remove takes features and resources, and what was said about them goes', () => {
  const { resources, ...rest } = saved
  const without = { ...rest, features: ['root'], options: {} }
  expect(removeFrom(pack, saved, ['web', 'crates'])).toEqual({ choices: without, known: [] })
  expect(removeFrom(pack, saved, ['apples']).choices.resources).toEqual([resources?.[1]])
  expect(removeFrom(pack, saved, ['tree', 'pears']).known).toEqual(['tree'])
})

test('remove takes what is referred to along with what refers to it', () => {
  const resources = [...related.resources, ...['plums up:ref=plums:optional', 'figs size'].map(resourceLanguage.parse)]
  const names = (words: readonly string[]) =>
    removeFrom(pack, { ...related, resources }, words).choices.resources?.map(({ name }) => name)
  expect(names(['pears'])).toEqual(['apples', 'plums', 'figs'])
  expect(names(['apples', 'pears', 'plums'])).toEqual(['figs'])
})

test('set changes options one by one, and a resource in its place', () => {
  const resources = ['apples colour weight:number'].map(resourceLanguage.parse)
  expect(set({ options: { web: { dir: 'pages' } }, resources, node: 22, packageManager: 'bun', name: 'x' })).toEqual({
    ...saved,
    options: { web: { dir: 'pages', depth: '3' } },
    resources: ['apples colour weight:number', 'pears taste'].map(resourceLanguage.parse),
    ...{ node: 22, packageManager: 'bun', name: 'x' },
  })
})

test.each<[string, () => unknown, string]>([
  ['a feature nobody knows', () => add(['tre']), 'nothing called "tre" is a feature; did you mean "tree"?'],
  ['two resources of a name', () => add(['plums a', 'plums b']), 'plums is given twice'],
  [
    'a removal of what others refer to',
    () => removeFrom(pack, related, ['apples']),
    'apples is referred to by pears (kind): remove pears as well, or change it with set',
  ],
  [
    'a removal of what is nowhere',
    () => removeFrom(pack, saved, ['plums']),
    'nothing called "plums" is in the project',
  ],
  [
    'the last resource',
    () => removeFrom(pack, saved, ['apples', 'pears']),
    'pears is the last resource: remove crates',
  ],
  ['what another requires', () => removeFrom(pack, saved, ['root']), 'root is required by'],
  ['nothing to set', () => set({}), 'set takes flags, as in --node 24'],
  ['a resource without a value', () => set({ with: ['crates'] }), '--crates is missing its value'],
  [
    'a resource that is not there',
    () => set({ resources: [resourceLanguage.parse('apple a')] }),
    '--crates: the project has no apple; did you mean "apples"?\nUse "add"',
  ],
])('%s is refused', (_, change, message) => {
  expect(change).toThrow(expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }))
})
