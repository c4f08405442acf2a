import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../../src/model/did-you-mean.ts'

const known = ['router', 'resource', 'cors', 'rate-limit', 'graceful-shutdown', 'logging', 'string', 'boolean', 'npm']

test.each([
  ['roter', 'router'],
  ['ruoter', 'router'],
  ['ROUTER', 'router'],
  ['cosr', 'cors'],
  ['nmp', 'npm'],
  ['resources', 'resource'],
  ['shutdown', 'graceful-shutdown'],
  ['bool', 'boolean'],
])('%s suggests %s', (word, suggestion) => {
  expect(didYouMean(word, known)).toBe(`; did you mean "${suggestion}"?`)
})

test.each([[''], ['xyz'], ['banana'], ['a']])('nothing is suggested for "%s"', (word) => {
  expect(didYouMean(word, known)).toBe('')
})

test('another number is no slip', () => {
  expect(didYouMean('23', ['20', '22', '24'])).toBe('')
})

test('nothing is suggested where nothing is known', () => {
  expect(didYouMean('router', [])).toBe('')
})

test('a word that is much longer than any that is known is near none, and costs nothing', () => {
  expect(nearest(`--${'router'.repeat(100_000)}`, ['router'])).toBeUndefined()
})
