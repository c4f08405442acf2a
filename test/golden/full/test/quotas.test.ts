import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createQuotas } from '../src/quotas.ts'

test('refuses what exceeds the quota until the window is over, window by window', () => {
  let time = 0
  const quotas = createQuotas({ max: 2, windowMs: 100, maxClients: 10, now: () => time })
  for (const begin of [0, 100, 250]) {
    time = begin
    assert.deepEqual(quotas.take('a'), { left: 1, resetMs: 100 })
    time = begin + 40
    assert.deepEqual(quotas.take('a'), { left: 0, resetMs: 60 })
    assert.deepEqual(quotas.take('a'), { left: -1, resetMs: 60 })
    time = begin + 99
    assert.deepEqual(quotas.take('a'), { left: -2, resetMs: 1 })
  }
})

test('counts each client by itself', () => {
  const quotas = createQuotas({ max: 1, windowMs: 100, maxClients: 10, now: () => 0 })
  assert.equal(quotas.take('a').left, 0)
  assert.equal(quotas.take('b').left, 0)
  assert.equal(quotas.take('a').left, -1)
})

test('frees nobody who has used up his quota when a flood of others comes', () => {
  const quotas = createQuotas({ max: 2, windowMs: 100, maxClients: 10, now: () => 0 })
  quotas.take('blocked')
  quotas.take('blocked')
  for (let count = 0; count < 1000; count++) assert.equal(quotas.take(`other ${count}`).left, 1)
  assert.equal(quotas.take('blocked').left, -1)
})

test('forgets the oldest first when everybody has requests left', () => {
  const quotas = createQuotas({ max: 5, windowMs: 100, maxClients: 3, now: () => 0 })
  for (const client of ['a', 'b', 'c', 'd']) quotas.take(client)
  assert.equal(quotas.take('d').left, 3)
  assert.equal(quotas.take('b').left, 3)
  assert.equal(quotas.take('a').left, 4)
})

test('forgets those whose window is over before all others', () => {
  let time = 0
  const quotas = createQuotas({ max: 3, windowMs: 100, maxClients: 3, now: () => time })
  quotas.take('old')
  time = 50
  quotas.take('a')
  quotas.take('b')
  time = 120
  quotas.take('c')
  assert.deepEqual(
    ['a', 'b', 'c'].map((client) => quotas.take(client).left),
    [1, 1, 1],
  )
})

test('serves newcomers when everybody it remembers has used up his quota', () => {
  const quotas = createQuotas({ max: 1, windowMs: 100, maxClients: 3, now: () => 0 })
  for (let count = 0; count < 100; count++) assert.equal(quotas.take(`client ${count}`).left, 0)
  assert.equal(quotas.take('client 99').left, -1)
})
