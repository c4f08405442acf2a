import { expect, test } from 'vitest'
import { inOrder } from '../../../src/model/feature-order.ts'
import type { FeatureManifest } from '../../../src/model/manifest.ts'

const feature = (id: string, manifest: Partial<FeatureManifest> = {}) => ({
  id,
  folder: `templates/${id}`,
  manifest: { title: id, hint: id, ...manifest },
  files: [],
  fragments: [],
})

test.each<[string, readonly [string, Partial<FeatureManifest>][], string]>([
  [
    'by id',
    [
      ['b', {}],
      ['c', {}],
      ['a', {}],
    ],
    'a b c',
  ],
  [
    'what is always on first',
    [
      ['a', {}],
      ['z', { automatic: { always: true } }],
    ],
    'z a',
  ],
  [
    'behind what it requires',
    [
      ['a', { requires: ['b'] }],
      ['b', {}],
    ],
    'b a',
  ],
  [
    'behind what it comes after',
    [
      ['a', { after: ['c'] }],
      ['b', {}],
      ['c', {}],
    ],
    'b c a',
  ],
  [
    'ahead of what it comes before',
    [
      ['a', {}],
      ['b', { before: ['a'] }],
    ],
    'b a',
  ],
  [
    'through a chain',
    [
      ['a', { after: ['b'] }],
      ['b', { requires: ['c'] }],
      ['c', { after: ['d'] }],
      ['d', {}],
    ],
    'd c b a',
  ],
  ['after itself means nothing', [['a', { after: ['a'] }]], 'a'],
])('features stand %s', (_, list, expected) => {
  const features = list.map(([id, manifest]) => feature(id, manifest))
  for (const input of [features, features.toReversed()]) {
    expect(
      inOrder(input)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(expected)
  }
})

test('an order that runs in a circle is refused, and those that run in it are named', () => {
  const circle = [
    feature('a', { after: ['b'] }),
    feature('b', { after: ['c'] }),
    feature('c', { requires: ['a'] }),
    feature('e'),
  ]
  expect(() => inOrder(circle)).toThrow(
    'templates/a/feature.json, templates/b/feature.json, templates/c/feature.json: their order runs in a circle: take',
  )
})
