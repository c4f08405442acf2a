import { expect, test } from 'vitest'
import { isNewer } from '../../../src/model/version.ts'

test.each([
  ['1.0.0', '0.9.9'],
  ['0.10.0', '0.9.0'],
  ['0.1.10', '0.1.9'],
  ['1.0.0', '1.0.0-beta.2'],
  ['1.0.0-beta.10', '1.0.0-beta.9'],
])('%s comes behind %s, and not the other way round', (version, other) => {
  expect([isNewer(version, other), isNewer(other, version), isNewer(version, version)]).toEqual([true, false, false])
})
