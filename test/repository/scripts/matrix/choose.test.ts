import { describe, expect, test } from 'vitest'
import { chooseStarted, sampleOf } from '../../../../scripts/matrix/choose.ts'
import { everyCombinationOnce } from '../../../../scripts/matrix/render/every-combination.ts'
import { choosable } from '../../../../src/model/pack.ts'
import { choicesIn } from '../../../support/combinations.ts'
import { covering } from '../../../support/covering.ts'
import { realPack } from '../../../support/real-pack.ts'

type Choices = readonly (string | boolean)[]

/** Each group of choices that meet in an item, written out: nothing here is shared with what it tests. */
function waysIn(items: readonly Choices[], strength: 2 | 3): ReadonlySet<string> {
  const ways = new Set<string>()
  const count = items[0]?.length ?? 0
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      if (strength === 2) addWays([a, b])
      else for (let c = b + 1; c < count; c += 1) addWays([a, b, c])
    }
  }
  return ways

  // There are millions of them in thousands of items, and few that differ.
  function addWays(places: readonly number[]): void {
    const met = new Map<unknown, Map<unknown, Set<unknown>>>()
    for (const item of items) {
      const [one, two, three] = places.map((place) => item[place])
      const seconds = met.get(one) ?? new Map<unknown, Set<unknown>>()
      const thirds = seconds.get(two) ?? new Set()
      met.set(one, seconds.set(two, thirds.add(three)))
    }
    for (const [one, seconds] of met)
      for (const [two, thirds] of seconds)
        for (const three of thirds) ways.add(JSON.stringify([places, one, two, three]))
  }
}

/** Items of 3 to 8 choices among 1 to 4, of which a part is not allowed. */
function someItems(seed: number): readonly Choices[] {
  const numbers = sampleOf([...Array(1000).keys()], 1000, seed)
  const next = (below: number) => (numbers[taken++ % numbers.length] ?? 0) % below
  let taken = 0
  const places = Array.from({ length: 3 + next(6) }, () => ['a', 'b', 'c', true].slice(0, 1 + next(4)))
  const all = places.reduce<Choices[]>(
    (items, values) => items.flatMap((item) => values.map((value) => [...item, value])),
    [[]],
  )
  return all.filter(() => next(10) < 7)
}

describe.each([2, 3] as const)('a covering of strength %i', (strength) => {
  test.each([...Array(40).keys()])('has every way in which choices meet, seed %i', (seed) => {
    const items = someItems(seed)
    const chosen = covering(items, (item) => item, strength)
    expect(items).toEqual(expect.arrayContaining([...chosen]))
    expect(waysIn(chosen, strength)).toEqual(waysIn(items, strength))
    expect(chosen.length).toBeLessThanOrEqual(items.length)
  })

  test('chooses few where few are enough', () => {
    const items = Array.from({ length: 1024 }, (_, bits) =>
      Array.from({ length: 10 }, (__, bit) => (bits >> bit) % 2 === 1),
    )
    expect(covering(items, (item) => item, strength).length).toBeLessThan(strength === 2 ? 14 : 32)
  })
})

test('without items, nothing is chosen', () => {
  expect(covering([], () => [true], 3)).toEqual([])
})

describe('of the combinations of our features, those that are started', () => {
  const all = everyCombinationOnce(realPack)
  const started = [...chooseStarted(realPack, all, { sample: 100, seed: 1 })]
  const names = started.map(({ name }) => name)

  test('have every three choices in each way that is allowed, providers among them', () => {
    const choices = choicesIn(realPack)
    expect(waysIn(started.map(choices), 3)).toEqual(waysIn(all.map(choices), 3))
  })

  test('are none, each feature alone, and the largest, for each provider', () => {
    const most = Math.max(...all.map(({ answers }) => answers.features.length))
    expect(names).toContain('nothing')
    for (const { id } of choosable(realPack)) {
      const alone = all.filter(({ answers }) => answers.features.includes(id))
      const least = Math.min(...alone.map(({ answers }) => answers.features.length))
      const smallest = alone.filter(({ answers }) => answers.features.length === least)
      expect(names).toEqual(expect.arrayContaining(smallest.map(({ name }) => name)))
    }
    const largest = all.filter(({ answers }) => answers.features.length === most)
    expect(names).toEqual(expect.arrayContaining(largest.map(({ name }) => name)))
  })

  test('are few of them, and more by a seed', () => {
    expect(started.length).toBeLessThan(all.length / 10)
    expect([...chooseStarted(realPack, all, { sample: 100, seed: 1 })]).toEqual(started)
    expect([...chooseStarted(realPack, all, { sample: 100, seed: 2 })]).not.toEqual(started)
  })
})

test('a sample has as many as it should, each once, and not the first ones', () => {
  const list = [...Array(200).keys()]
  const sample = sampleOf(list, 50, 3)
  expect(new Set(sample).size).toBe(50)
  expect(sample).not.toEqual(list.slice(0, 50))
  expect(sampleOf(list, 50, 3)).toEqual(sample)
})
