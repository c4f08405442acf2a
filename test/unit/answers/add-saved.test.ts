import { expect, test } from 'vitest'
import { addSaved } from '../../../src/answers/add-saved.ts'
import type { Choices } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const nothing: Choices = { with: [], without: [], options: {} }
const apples = resourceLanguage.parse('apples colour')
const pears = resourceLanguage.parse('pears colour')
const saved: Choices = {
  ...nothing,
  name: 'saved',
  node: 24,
  features: ['crates', 'root', 'tree', 'trunk', 'web'],
  resources: [apples],
  options: { web: { dir: 'saved', mood: 'wild' } },
}

test.each<[string, Partial<Choices>, Partial<Choices>]>([
  ['nothing', {}, saved],
  ['a directory', { directory: 'x' }, { ...saved, directory: 'x' }],
  ['a value of its own', { name: 'flag', node: 22 }, { ...saved, name: 'flag', node: 22 }],
  ['one more feature', { with: ['alone'] }, { ...saved, with: ['alone'] }],
  ['an option', { options: { web: { dir: 'flag' } } }, { ...saved, options: { web: { dir: 'flag', mood: 'wild' } } }],
  ['resources', { resources: [pears] }, { ...saved, resources: [pears] }],
  [
    'a feature to leave out, with its options',
    { without: ['web'] },
    { ...saved, without: ['web'], features: ['crates', 'root', 'tree', 'trunk'], options: {} },
  ],
])('flags that say %s win over the file', (_, flags, merged) => {
  expect(addSaved(pack, saved, { ...nothing, ...flags })).toEqual({ choices: merged, notes: [] })
})

test('a feature left out takes along what requires it, and that is said', () => {
  const { choices, notes } = addSaved(pack, saved, { ...nothing, without: ['root'] })
  expect(choices).toEqual({
    ...nothing,
    name: 'saved',
    node: 24,
    without: ['root'],
    features: ['web'],
    options: saved.options,
  })
  expect(notes).toEqual([
    'crates is left out as well: it requires root.',
    'tree is left out as well: it requires root.',
    'trunk is left out as well: it requires root.',
  ])
})

test.each<[string, Partial<Choices>, readonly string[] | undefined, Partial<Choices>]>([
  ['a preset', { preset: 'none' }, undefined, { options: {} }],
  ['a preset that has the features', { preset: 'most' }, undefined, { resources: [apples], options: saved.options }],
  ['exact features', { features: ['web'] }, ['web'], { options: saved.options }],
])('flags that name %s start from it, not from the file', (_, flags, features, kept) => {
  const { choices } = addSaved(pack, saved, { ...nothing, ...flags })
  expect(choices).toEqual({ ...nothing, ...flags, name: 'saved', node: 24, ...(features && { features }), ...kept })
})

test('a file without features leaves the question open and keeps its options', () => {
  const { choices } = addSaved(pack, { ...nothing, options: saved.options, resources: [apples] }, nothing)
  expect(choices).toEqual({ ...nothing, options: saved.options, resources: [apples] })
})
