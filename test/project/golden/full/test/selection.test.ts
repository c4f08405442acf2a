import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSelection } from '../src/stores/selection.ts'

for (const count of [1, 2, 7, 50, 200]) {
  test(`selects the first ${count} of a hundred in order`, () => {
    const values = Array.from({ length: 100 }, (_, index) => (index * 37) % 100)
    const selection = createSelection<number>(count, (a, b) => a - b)
    for (const value of values) selection.add(value)
    const sorted = values.sort((a, b) => a - b).slice(0, count)
    assert.deepEqual([...selection.takeFrom(count >> 1)].reverse(), sorted.slice(count >> 1))
  })
}
