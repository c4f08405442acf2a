import { expect, test } from 'vitest'
import { drawBars } from '../../../bench/charts/bar-chart.ts'
import { chartsOf } from '../../../bench/charts/charts-of.ts'

const about = { date: '2026-01-02', machine: { processor: 'Some CPU' }, versions: { node: '24.0.0' } }
const server = {
  ...about,
  cases: [
    {
      name: 'item',
      title: 'GET an item',
      stacks: [
        { name: 'bare', medians: { cpuUs: 20 } },
        { name: 'generated', medians: { cpuUs: 40 } },
        { name: 'fastify', medians: { cpuUs: 160 } },
      ],
    },
  ],
}

function draw(): string {
  const chart = chartsOf({ server }).get('server')
  if (chart === undefined) throw new Error('there is no chart of the server')
  return drawBars(chart)
}

test('bars are as long as their values, from a zero that they share', () => {
  const bars = [...draw().matchAll(/<rect class="(?:bar|ours)" x="(\d+)" y="\d+" width="([\d.]+)"/g)]
  const [bare, generated, fastify] = bars.map(([, x, width]) => ({ x, width: Number(width) }))
  expect(new Set([bare?.x, generated?.x, fastify?.x]).size).toBe(1)
  expect((generated?.width ?? 0) / (bare?.width ?? 0)).toBeCloseTo(2, 1)
  expect((fastify?.width ?? 0) / (bare?.width ?? 0)).toBeCloseTo(8, 1)
})

test('the scale begins at zero and has even steps', () => {
  const ticks = [...draw().matchAll(/<text class="scale"[^>]*>([\d.]+)</g)].map(([, tick]) => Number(tick))
  expect(ticks[0]).toBe(0)
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(160)
  expect(new Set(ticks.slice(1).map((tick, at) => tick - (ticks[at] ?? 0))).size).toBe(1)
})

test.each([
  'GET an item',
  'node:http',
  'create-raw-http-app',
  'Fastify',
  'µs',
  'Node 24.0.0',
  'Some CPU',
  '2026-01-02',
])('a chart says %s', (words) => {
  expect(draw()).toContain(words)
})

test('a chart has a ground and colours for light and for dark pages', () => {
  expect(draw()).toMatch(/\.ground\{fill:#fff.*@media\(prefers-color-scheme:dark\)\{.*\.ground\{fill:#0d1117/)
})

test('what is in a name stays text', () => {
  const svg = drawBars({
    title: 'a <b> & "c"',
    measure: '',
    source: '',
    groups: [{ title: '', bars: [{ label: '<script>', value: 1, highlighted: false }] }],
  })
  expect(svg).not.toMatch(/<b>|<script>|& /)
})

test('results that are not there have no chart', () => {
  expect(chartsOf({}).size).toBe(0)
})
