import { expect, test } from 'vitest'
import { formats } from '../../../src/resource/formats.ts'

// What is a fault in a project has to be one in its specification.
const generated = '../../project/golden/api/src/crud/formats.ts'
const ofProject = (await import(generated)).formats as typeof formats

test.each<[keyof typeof formats, string, boolean]>([
  ['datetime', '2026-01-31T12:00:00Z', true],
  ['datetime', '2024-02-29t23:59:59.5+05:30', true],
  ['datetime', '1990-12-31T23:59:60Z', true],
  ['datetime', '1990-12-31T12:00:60Z', false],
  ['datetime', '2023-02-29T00:00:00Z', false],
  ['datetime', '2023-02-28T24:00:00Z', false],
  ['datetime', '2023-02-28T00:00:00', false],
  ['datetime', '2023-02-28', false],
  ['email', "o'hara+x@example.co", true],
  ['email', 'ada@', false],
  ['email', 'ada@-x.com', false],
  ['url', 'https://example.com/ü?q#top', true],
  ['url', 'javascript:alert(1)', false],
  ['url', '/relative', false],
  ['uuid', '3F2504E0-4f89-41d3-9a0c-0305e82c3301', true],
  ['uuid', '3f2504e0', false],
])('a %s %s is accepted: %s, in a specification as in a project', (type, text, accepted) => {
  expect([formats[type].matches(text), ofProject[type].matches(text)]).toEqual([accepted, accepted])
  expect(formats[type].words).toBe(ofProject[type].words)
})
