import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContains } from '../src/stores/contains.ts'

test('finds the same as includes', () => {
  // All texts of two letters, which repeat themselves in every way.
  const texts = (length: number) =>
    Array.from({ length: 2 ** length }, (_, bits) => bits.toString(2).padStart(length, '0'))
  const filling = '0'.repeat(16)
  for (const part of texts(4).map((end) => filling + end)) {
    const contains = createContains(part)
    for (const text of texts(8).map((end) => `01${filling}${end}`)) {
      assert.equal(contains(text), text.includes(part), `${part} in ${text}`)
    }
  }
})

test('is not slow where text and part repeat themselves', () => {
  const half = 'a'.repeat(50_000)
  const text = 'a'.repeat(1_000_000)
  assert.equal(createContains(`${half}b${half}`)(text), false)
  assert.equal(createContains(`${half}b${half}`)(`${text}b${text}`), true)
  assert.equal(createContains('b')(`${text}b`), true)
})
