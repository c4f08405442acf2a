import { groupBy } from '../../support/group-by.ts'
import { type Family, keyOf, type Sample } from './exposition.ts'

const strangeUnits =
  /_(?:ms|us|ns|(?:milli|micro|nano)seconds?|minutes?|hours?|days?|(?:kilo|mega|giga|kibi|mebi|gibi)bytes?|[kmg]i?b|bits?|percent|second|byte)(?:_|$)/

/** What breaks the rules of https://prometheus.io/docs/practices/naming/, or the sense of a histogram. */
export function faultsOf(family: Family): readonly string[] {
  return [...namingFaults(family), ...sampleFaults(family)]
}

function namingFaults({ name, type }: Family): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [type === '', 'has no TYPE'],
    [type === 'counter' && !name.endsWith('_total'), 'a counter ends in _total'],
    [type !== 'counter' && name.endsWith('_total'), 'only a counter ends in _total'],
    [/_(?:bucket|sum|count)$/.test(name), 'ends like a part of a histogram'],
    [/_(?:counter|gauge|histogram)(?:_|$)/.test(name), 'names its type'],
    [!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name), 'is not in snake_case'],
    [strangeUnits.test(name), 'is not in a base unit, spelt out'],
  ]
  return rules.filter(([broken]) => broken).map(([, what]) => `${name}: ${what}`)
}

function sampleFaults({ name, type, samples }: Family): readonly string[] {
  const keys = samples.map(keyOf)
  const sets = new Set(
    samples.map(({ labels }) =>
      Object.keys(labels)
        .filter((label) => label !== 'le')
        .sort()
        .join(),
    ),
  )
  const labels = samples.flatMap((sample) => Object.keys(sample.labels))
  const rules: readonly (readonly [boolean, string])[] = [
    [new Set(keys).size < keys.length, 'a series is there twice'],
    [sets.size > 1, 'its samples differ in their labels'],
    // Prometheus gives these itself.
    [labels.some((label) => /^(?:job|instance|__.*)$/.test(label)), 'a label is taken'],
    [type !== 'histogram' && labels.includes('le'), 'only a histogram has le'],
    [samples.some(({ value }) => !Number.isFinite(value)), 'a value is no number'],
    [type !== 'gauge' && samples.some(({ value }) => value < 0), 'a count below 0'],
  ]
  const faults = rules.filter(([broken]) => broken).map(([, what]) => `${name}: ${what}`)
  return type === 'histogram' ? [...faults, ...histogramFaults(name, samples)] : faults
}

/** Each bucket holds those before it, the last one is for all, and `_count` says the same. */
function histogramFaults(name: string, samples: readonly Sample[]): readonly string[] {
  const groups = groupBy(samples, ({ labels: { le, ...rest } }) => keyOf({ name, labels: rest }))
  return [...groups].flatMap(([group, members]) => {
    const buckets = members.filter((sample) => sample.name === `${name}_bucket`)
    const bounds = buckets.map(({ labels }) => Number(labels.le?.replace('+Inf', 'Infinity')))
    const only = (suffix: string) => members.filter((sample) => sample.name === name + suffix)
    const rises = (numbers: readonly number[]) =>
      numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0))
    const rules: readonly (readonly [boolean, string])[] = [
      [bounds.at(-1) !== Number.POSITIVE_INFINITY, 'its last bucket is not +Inf'],
      [!rises(bounds) || new Set(bounds).size < bounds.length, 'its bounds do not rise'],
      [!rises(buckets.map(({ value }) => value)), 'a bucket holds less than the one before'],
      [
        only('_count').length !== 1 || only('_count')[0]?.value !== buckets.at(-1)?.value,
        '_count is not what +Inf holds',
      ],
      [only('_sum').length !== 1, 'it has no _sum'],
    ]
    return rules.filter(([broken]) => broken).map(([, what]) => `${group}: ${what}`)
  })
}
