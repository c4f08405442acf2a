import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { longest } from '../../../vitest.config.ts'

test('tests that begin first are there', () => {
  expect(longest.filter((path) => !existsSync(path))).toEqual([])
})
