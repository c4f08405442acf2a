import { expect, test } from 'vitest'
import { readExposition } from './exposition.ts'

const head = (name: string, type: string) => `# HELP ${name} Help\n# TYPE ${name} ${type}\n`
const gauge = head('a_bytes', 'gauge')
const histogram = head('a_seconds', 'histogram')
const bucket = (le: string, value: number) => `a_seconds_bucket{le="${le}"} ${value}\n`
const rest = 'a_seconds_sum 0.5\na_seconds_count 2\n'

test('samples are read with their labels and their values', () => {
  const text = `${head('x_total', 'counter')}x_total{a="b\\"c\\\\d\\ne",f="{g} 1"} 1e+21\nx_total{a="",f="é"} 0.5\n`
  const { samples, faults, value } = readExposition(text)
  expect(faults).toEqual([])
  expect(samples.map(({ value }) => value)).toEqual([1e21, 0.5])
  expect(value('x_total', { f: '{g} 1', a: 'b"c\\d\ne' })).toBe(1e21)
})

test('a histogram whose buckets hold one another is right', () => {
  expect(readExposition(histogram + bucket('0.1', 1) + bucket('1', 1) + bucket('+Inf', 2) + rest).faults).toEqual([])
})

test.each<[string, string, RegExp]>([
  ['no end of the last line', `${gauge}a_bytes 1`, /the last line has no end/],
  ['no HELP', '# TYPE a_bytes gauge\na_bytes 1\n', /nothing may come before a HELP/],
  ['no TYPE', '# HELP a_bytes Help\na_bytes 1\n', /has no TYPE/],
  ['an empty HELP', '# HELP a_bytes \n# TYPE a_bytes gauge\na_bytes 1\n', /nothing may come before a HELP/],
  ['a family in two parts', `${gauge}a_bytes 1\n${gauge}a_bytes{b="c"} 1\n`, /a second HELP/],
  ['a TYPE behind samples', '# HELP a_bytes Help\na_bytes 1\n# TYPE a_bytes gauge\n', /out of place/],
  ['a sample of another family', `${gauge}b_bytes 1\n`, /not below its own HELP/],
  ['a value that is none', `${gauge}a_bytes one\n`, /not in the format/],
  ['a quote that is not escaped', `${gauge}a_bytes{b="c"d"} 1\n`, /not in the format/],
  ['an escape that is none', `${gauge}a_bytes{b="\\t"} 1\n`, /not in the format/],
  ['a label twice', `${gauge}a_bytes{b="c",b="d"} 1\n`, /not in the format/],
  ['a series twice', `${gauge}a_bytes{b="c",d="e"} 1\na_bytes{d="e",b="c"} 2\n`, /a series is there twice/],
  ['labels that differ', `${gauge}a_bytes{b="c"} 1\na_bytes{d="c"} 2\n`, /differ in their labels/],
  ['a label of Prometheus', `${gauge}a_bytes{job="c"} 1\n`, /a label is taken/],
  ['a counter without _total', `${head('a_bytes', 'counter')}a_bytes 1\n`, /a counter ends in _total/],
  ['a gauge with _total', `${head('a_total', 'gauge')}a_total 1\n`, /only a counter ends in _total/],
  ['a gauge with _count', `${head('a_count', 'gauge')}a_count 1\n`, /like a part of a histogram/],
  ['a gauge with le', `${gauge}a_bytes{le="1"} 1\n`, /only a histogram has le/],
  ['a name with its type', `${head('a_gauge', 'gauge')}a_gauge 1\n`, /names its type/],
  ['a name in camel case', `${head('aB_bytes', 'gauge')}aB_bytes 1\n`, /snake_case/],
  ['milliseconds', `${head('a_milliseconds', 'gauge')}a_milliseconds 1\n`, /not in a base unit/],
  ['a unit cut short', `${head('a_ms', 'gauge')}a_ms 1\n`, /not in a base unit/],
  ['a value beyond numbers', `${gauge}a_bytes NaN\n`, /a value is no number/],
  ['no +Inf', `${histogram}${bucket('1', 2)}${rest}`, /last bucket is not \+Inf/],
  ['a +Inf unlike _count', `${histogram}${bucket('+Inf', 1)}${rest}`, /_count is not what \+Inf holds/],
  [
    'a bucket below the one before',
    `${histogram}${bucket('1', 3)}${bucket('+Inf', 2)}${rest}`,
    /less than the one before/,
  ],
  ['no _sum', `${histogram}${bucket('+Inf', 2)}a_seconds_count 2\n`, /it has no _sum/],
])('%s is a fault', (_, text, fault) => {
  expect(readExposition(text).faults.join('\n')).toMatch(fault)
})
