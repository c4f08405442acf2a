import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HttpError } from '../src/http/errors.ts'
import { scan } from '../src/stores/scan.ts'

test('lets others have their turn in the midst of a scan', async (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => {
    now += 20
    return now
  })
  const seen: string[] = []
  setImmediate(() => seen.push('other'))
  const scans = ['a', 'b'].map((name) => scan([1, 2], (n) => seen.push(`${name}${n}`)))
  await Promise.all(scans)
  assert.deepEqual(seen, ['a1', 'other', 'a2', 'b1', 'b2'])
})

test('visits no more than it needs', async () => {
  const seen: number[] = []
  await scan(
    [1, 2, 3],
    (n) => seen.push(n),
    undefined,
    () => seen.length === 2,
  )
  assert.deepEqual(seen, [1, 2])
})

test('ends when the client has left', async () => {
  const seen: number[] = []
  const client = { destroyed: false }
  const leave = (n: number) => {
    seen.push(n)
    client.destroyed = n === 2
  }
  await scan([1, 2, 3], leave, client)
  assert.deepEqual(seen, [1, 2])
})

test('goes on with the next scan when one fails', async () => {
  const failing = scan([1], () => {
    throw new Error('broken')
  })
  const seen: number[] = []
  const next = scan([1], (n) => seen.push(n))
  await assert.rejects(failing, /broken/)
  await next
  assert.deepEqual(seen, [1])
})

test('does no work for a scan whose turn comes too late', async (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const slow = scan(
    [1],
    () => {
      now += 11_000
    },
    undefined,
    () => true,
  )
  const late = scan([1], () => assert.fail('read all the same'))
  await slow
  await assert.rejects(late, (error: unknown) => error instanceof HttpError && error.status === 503)
  await scan([1], () => {})
})

test('gives up a scan that takes too long, and goes on with the next', async (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const slow = scan([1, 2], () => {
    now += 11_000
  })
  await assert.rejects(slow, (error: unknown) => error instanceof HttpError && error.status === 503)
  await scan([1], () => {})
})
