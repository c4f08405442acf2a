import { describe, expect, test } from 'vitest'
import type { FeatureManifest, PresetManifest } from '../../src/model/manifest.ts'
import { checkManifests } from '../../src/pack/check-manifests.ts'
import { packOf } from '../support/tiny-pack.ts'

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
    [{ after: ['loging'] }, 'templates/a/feature.json: "after" names "loging", which is no feature'],
    [{ before: ['loging'] }, 'templates/a/feature.json: "before" names "loging", which is no feature'],
    [{ automatic: { with: ['x'] } }, 'templates/a/feature.json: "automatic.with" names "x", which is no feature'],
    [{ automatic: { without: ['x'] } }, 'templates/a/feature.json: "automatic.without" names "x", which is no feature'],
    [{ presets: ['plian'] }, 'templates/a/feature.json: "presets" names "plian", which is no preset'],
  ])('%o', (manifest, message) => {
    expect(() => check({ a: manifest, b: {} })).toThrow(message)
  })
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
