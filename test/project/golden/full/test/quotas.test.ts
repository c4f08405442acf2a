import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createQuotas } from '../src/middleware/rate-limit/quotas.ts'

test('refuses what exceeds the quota until the window is over, window by window', () => {
  let time = 0
  const quotas = createQuotas({ max: 2, windowMs: 100, maxClients: 10, now: () => time })
  for (const begin of [0, 100, 250]) {
    time = begin
    assert.deepEqual(quotas.consume('a'), { remaining: 1, resetMs: 100 })
    time = begin + 40
    assert.deepEqual(quotas.consume('a'), { remaining: 0, resetMs: 60 })
    assert.deepEqual(quotas.consume('a'), { remaining: -1, resetMs: 60 })
    time = begin + 99
    assert.deepEqual(quotas.consume('a'), { remaining: -2, resetMs: 1 })
  }
})

test('counts each client by itself', () => {
  const quotas = createQuotas({ max: 1, windowMs: 100, maxClients: 10, now: () => 0 })
  assert.equal(quotas.consume('a').remaining, 0)
  assert.equal(quotas.consume('b').remaining, 0)
  assert.equal(quotas.consume('a').remaining, -1)
})

test('frees nobody who has used up his quota when a flood of others comes', () => {
  const quotas = createQuotas({ max: 2, windowMs: 100, maxClients: 10, now: () => 0 })
  quotas.consume('blocked')
  quotas.consume('blocked')
  for (let count = 0; count < 1000; count++) assert.equal(quotas.consume(`other ${count}`).remaining, 1)
  assert.equal(quotas.consume('blocked').remaining, -1)
})

test('forgets the oldest first when everybody has requests remaining', () => {
  const quotas = createQuotas({ max: 5, windowMs: 100, maxClients: 3, now: () => 0 })
  for (const client of ['a', 'b', 'c', 'd']) quotas.consume(client)
  assert.equal(quotas.consume('d').remaining, 3)
  assert.equal(quotas.consume('b').remaining, 3)
  assert.equal(quotas.consume('a').remaining, 4)
})

test('forgets those whose window is over before all others', () => {
  let time = 0
  const quotas = createQuotas({ max: 3, windowMs: 100, maxClients: 3, now: () => time })
  quotas.consume('old')
  time = 50
  quotas.consume('a')
  quotas.consume('b')
  time = 120
  quotas.consume('c')
  assert.deepEqual(
    ['a', 'b', 'c'].map((client) => quotas.consume(client).remaining),
    [1, 1, 1],
  )
})

test('serves newcomers when everybody it remembers has used up his quota', () => {
  const quotas = createQuotas({ max: 1, windowMs: 100, maxClients: 3, now: () => 0 })
  for (let count = 0; count < 100; count++) assert.equal(quotas.consume(`client ${count}`).remaining, 0)
  assert.equal(quotas.consume('client 99').remaining, -1)
})
