import { describe, expect, test } from 'vitest'
import type { FeatureManifest, PresetManifest } from '../../../src/model/manifest.ts'
import { checkManifests } from '../../../src/pack/check-manifests.ts'
import { packOf } from '../../support/tiny-pack.ts'

const presets: Record<string, PresetManifest> = { plain: { hint: 'nothing', default: true } }

function check(manifests: Record<string, Partial<FeatureManifest>>, list = presets): void {
  const tiny = Object.entries(manifests).map(([id, manifest]) => [id, { manifest }])
  checkManifests(packOf(Object.fromEntries(tiny)).features, list)
}

test('manifests that name what is there pass', () => {
  const manifest = { requires: ['b'], after: ['b'], before: ['c'], presets: ['plain'] }
  expect(() => check({ a: manifest, b: {}, c: { automatic: { with: ['a'], without: ['b'] } } })).not.toThrow()
})

describe('a name that is not there is refused, by file and key', () => {
  test.each<[Partial<FeatureManifest>, string]>([
    [{ requires: ['b', 'loging'] }, 'templates/a/feature.json: "requires" names "loging", which is no feature'],
    [{ conflicts: ['loging'] }, 'templates/a/feature.json: "conflicts" names "loging", which is no feature'],
    [{ after: ['loging'] }, 'templates/a/feature.json: "after" names "loging", which is no feature'],
    [{ before: ['loging'] }, 'templates/a/feature.json: "before" names "loging", which is no feature'],
    [{ automatic: { with: ['x'] } }, 'templates/a/feature.json: "automatic.with" names "x", which is no feature'],
    [{ automatic: { without: ['x'] } }, 'templates/a/feature.json: "automatic.without" names "x", which is no feature'],
    [{ presets: ['plian'] }, 'templates/a/feature.json: "presets" names "plian", which is no preset'],
  ])('%o', (manifest, message) => {
    expect(() => check({ a: manifest, b: {} })).toThrow(message)
  })
})

test('a preset that would hold two features that exclude each other is refused', () => {
  const all = { ...presets, all: { hint: 'all', everything: true as const } }
  expect(() => check({ a: { conflicts: ['b'] }, b: {} }, all)).toThrow(
    'templates/a/feature.json and templates/b/feature.json exclude each other, and the preset "all" has both',
  )
  expect(() => check({ a: { conflicts: ['b'] }, b: { presets: [] } }, all)).not.toThrow()
})

test('a script that every project has is refused', () => {
  expect(() => check({ a: { scripts: { dev: 'x' } } })).toThrow(
    'templates/a/feature.json: every project has a script "dev": take another name',
  )
})

test('two features that take resources are refused, both named', () => {
  const resources = { default: ['todos'] }
  expect(() => check({ a: { resources }, b: { resources } })).toThrow(
    'templates/a/feature.json and templates/b/feature.json both have "resources", which one feature may: take it out',
  )
})

test.each<[string, Record<string, PresetManifest>, number]>([
  ['none', { plain: { hint: '' } }, 0],
  ['two', { plain: { hint: '', default: true }, full: { hint: '', default: true } }, 2],
])('exactly one preset is the default, not %s', (_, list, count) => {
  expect(() => check({}, list)).toThrow(`templates/presets.json: one preset is the default, not ${count}`)
})

describe('settings', () => {
  const size = { name: 'SIZE', type: 'integer', default: 3, about: 'Size', property: 'pot.size' } as const
  const lid = { ...size, name: 'LID', property: 'pot.lid' }
  const cup = { ...size, name: 'CUP', property: 'cup' }

  test('may share an object of Config, one after the other', () => {
    expect(() => check({ a: { settings: [size, lid, cup] } })).not.toThrow()
  })

  test.each<[string, Record<string, Partial<FeatureManifest>>, string]>([
    [
      'a default below its bounds',
      { a: { settings: [{ ...size, min: 4 }] } },
      'the default of SIZE is 3: give one from',
    ],
    ['a default above them', { a: { settings: [{ ...size, max: 2 }] } }, 'is 3: give one from 0 to 2'],
    [
      'a default that is not one of the choices',
      { a: { settings: [{ ...size, type: 'choice', default: 'x', choices: ['y', 'z'] }] } },
      'templates/a/feature.json: the default of SIZE is x: give one of y, z',
    ],
    [
      'one property twice',
      { a: { settings: [size, { ...size, name: 'OTHER' }] } },
      'templates/a/feature.json: two settings have the property pot.size',
    ],
    ['an interrupted object', { a: { settings: [size, cup, lid] } }, 'or its object is interrupted by another'],
    [
      'the object of another feature',
      { a: { settings: [size] }, b: { settings: [lid] } },
      'templates/b/feature.json: the property pot.lid is in use by templates/a/feature.json: take another name',
    ],
  ])('are refused: %s', (_, manifests, message) => {
    expect(() => check(manifests)).toThrow(message)
  })
})
