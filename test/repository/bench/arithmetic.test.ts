import { describe, expect, test } from 'vitest'
import { parseTimes } from '../../../bench/command/run-tool.ts'
import { parseAutocannon } from '../../../bench/load/autocannon.ts'
import { parseWrk, variantLines } from '../../../bench/load/wrk.ts'
import { compare, inTurn } from '../../../bench/measure/in-turn.ts'
import { median } from '../../../bench/measure/median.ts'
import { warmUp } from '../../../bench/measure/warm-up.ts'
import { requiredBy } from '../../../bench/memory/packages.ts'

test.each<[readonly number[], number]>([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('nothing')
})

describe('a comparison', () => {
  test('takes the median of the ratios within each round, not the ratio of medians', () => {
    const rounds = [
      { bare: { cpuUs: 10 }, ours: { cpuUs: 20 } },
      { bare: { cpuUs: 40 }, ours: { cpuUs: 60 } }, // the machine was busy
      { bare: { cpuUs: 12 }, ours: { cpuUs: 12 } },
    ]
    expect(compare(rounds, 'bare')).toEqual([
      { name: 'bare', medians: { cpuUs: 12 }, timesBase: { cpuUs: 1 } },
      { name: 'ours', medians: { cpuUs: 20 }, timesBase: { cpuUs: 1.5 } },
    ])
  })

  test('measures in turn', async () => {
    const order: string[] = []
    await inTurn([{ name: 'a' }, { name: 'b' }], 2, async ({ name }) => {
      order.push(name)
      return { ms: 1 }
    })
    expect(order).toEqual(['a', 'b', 'a', 'b'])
  })
})

test.each<[string, readonly number[], number]>([
  ['ends when it is no faster any more', [100, 50, 49, 10], 3],
  ['ends when it is slower', [100, 120, 10], 2],
  ['ends in any case', [512, 256, 128, 64, 32, 16, 8, 4, 2, 1], 8],
])('warming up %s', async (_, times, expected) => {
  let at = 0
  await warmUp(async () => ({ cpuUs: times[at++] ?? Number.NaN }))
  expect(at).toBe(expected)
})

test('the output of wrk is read', () => {
  const output = [
    'Running 1s test @ http://127.0.0.1:1',
    'result {"requests":2000,"us":1000000,"p50":400,"p99":2900,"refused":3,"broken":1}',
    '',
  ].join('\n')
  expect(parseWrk(output)).toEqual({ requests: 2000, seconds: 1, p50: 0.4, p99: 2.9, refused: 3, broken: 1 })
})

test('an output of wrk without result is an error that shows it', () => {
  expect(() => parseWrk('unable to connect')).toThrow('unable to connect')
})

test('the output of autocannon is read', () => {
  const report = { duration: 2, errors: 1, timeouts: 1, non2xx: 7, '3xx': 5, requests: { total: 10 } }
  const output = JSON.stringify({ ...report, latency: { p50: 3, p99: 9 } })
  expect(parseAutocannon(output)).toEqual({ requests: 10, seconds: 2, p50: 3, p99: 9, refused: 2, broken: 2 })
})

test('requests that differ are a line each', () => {
  const variants = [
    { path: '/a', headers: {} },
    { path: '/b', headers: { 'X-Forwarded-For': '10.0.0.1' } },
  ]
  expect(variantLines(variants)).toBe('/a\n/b\tX-Forwarded-For\t10.0.0.1\n')
})

test('the CPU time of a command is that of the children of its shell', () => {
  expect(parseTimes('0m0.001s 0m0.002s\n0m0.120s 1m0.030s\n')).toBe(60_150)
})

test('what a package requires is counted once, as npm has placed it', () => {
  const lockfile = {
    'node_modules/a': { dependencies: { b: '1', c: '1' }, peerDependencies: { p: '1', q: '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': { dependencies: { d: '1' } },
    'node_modules/c': {},
    'node_modules/d': {},
    'node_modules/p': {},
  }
  const required = ['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c', 'node_modules/p']
  expect([...requiredBy(['a'], lockfile)].sort()).toEqual(required)
})
