import { expect, test } from 'vitest'
import { checkVersion } from '../../../../scripts/release/version.ts'

test.each<[string, readonly string[], string]>([
  ['0.1.0', [], '0.1.0'],
  ['0.2.0', [], '0.1.0'],
  ['0.2.0', ['0.1.0'], '0.1.0'],
  ['0.10.0', ['0.9.1', '0.2.0'], '0.9.1'],
  ['1.0.0', ['0.10.9'], '0.10.9'],
])('%s may follow %j with %s in package.json', (version, released, current) => {
  expect(checkVersion(version, released, current)).toBe(version)
})

test.each<[string | undefined, readonly string[], string, string]>([
  [undefined, [], '0.1.0', '"" is no version: write npm run release -- 0.2.0'],
  ['minor', [], '0.1.0', '"minor" is no version'],
  ['v0.2.0', [], '0.1.0', '"v0.2.0" is no version'],
  ['0.2', [], '0.1.0', '"0.2" is no version'],
  ['0.2.0-beta.1', [], '0.1.0', 'is no version'],
  ['0.02.0', [], '0.1.0', 'is no version'],
  ['0.1.0', ['0.1.0'], '0.1.0', '0.1.0 is not greater than 0.1.0'],
  ['0.9.0', ['0.9.0', '0.10.0'], '0.10.0', '0.9.0 is not greater than 0.10.0'],
  ['0.0.9', [], '0.1.0', '0.0.9 is less than 0.1.0, the version in package.json'],
])('%s after %j with %s in package.json is refused', (version, released, current, message) => {
  expect(() => checkVersion(version, released, current)).toThrow(message)
})
