import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { behavioursPage, behavioursPath, idsIn, testsById } from '../../../scripts/behaviours-page.ts'
import { catalogue } from '../../project/http/catalogue.ts'

const tests = testsById()
const ids = catalogue.flatMap(({ behaviours }) => behaviours.map(({ id }) => id))

test(`${behavioursPath} is what the catalogue and the tests say: run \`npm run docs\` if not`, () => {
  expect(behavioursPage()).toBe(readFileSync(behavioursPath, 'utf8'))
})

test('every number that a test names is in the catalogue', () => {
  const unknown = [...tests].filter(([id]) => !ids.includes(id))
  expect(unknown.map(([id, files]) => `${id} in ${files.join(', ')}`)).toEqual([])
})

test('every number of the catalogue is that of a test', () => {
  expect(ids.filter((id) => !tests.has(id))).toEqual([])
})

test('every number is there once, in its section and in order', () => {
  const numbers = catalogue.map(({ letter, behaviours }) => ({ letter, numbers: behaviours.map(({ id }) => id) }))
  for (const { letter, numbers: found } of numbers) {
    const sorted = [...new Set(found.map((id) => Number(id.slice(1))))].sort((one, other) => one - other)
    expect(found).toEqual(sorted.map((number) => `${letter}${number}`))
  }
  const letters = catalogue.map(({ letter }) => letter)
  expect(letters).toEqual([...new Set(letters)].sort())
})

test('every behaviour is one line of a table', () => {
  const titles = catalogue.flatMap(({ behaviours }) => behaviours.map(({ title }) => title))
  expect(titles.filter((title) => !/^[A-Z0-9`][^|\n]*\.$/.test(title))).toEqual([])
  expect(new Set(titles).size).toBe(titles.length)
})

test('numbers are found in rows, in titles and in the first cells of tables, and nowhere else', () => {
  const source = `
    { id: 'C3 C5', what: 'a' }, { id: 'metrics', what: 'b' }, ...missing('G9', ['/%C3%BC', 'x']),
    test('K1 D25: never', ...), test.each([['J6', 'token']])('%s: %s'), test(\`E1: \${x}\`),
    'F2x', 'F3 and more', 'a F4: b'`
  expect([...idsIn(source)].sort()).toEqual(['C3', 'C5', 'D25', 'E1', 'G9', 'J6', 'K1', 'metrics'])
})
