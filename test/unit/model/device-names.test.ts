import { expect, test } from 'vitest'
import { isDeviceName } from '../../../src/model/device-names.ts'

test.each(['con', 'NUL', 'aux.ts', 'com1', 'LPT9.tar.gz', 'com²', 'CONIN$', 'nul .txt', 'prn:x'])('%s', (name) => {
  expect(isDeviceName(name)).toBe(true)
})

test.each(['console', 'auxiliary.ts', 'com', 'com10', 'my-nul', 'nuls', '.con', 'printer'])('not %s', (name) => {
  expect(isDeviceName(name)).toBe(false)
})
