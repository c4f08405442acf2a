import { type Comparison, compare, type Round } from '../measure/in-turn.ts'
import type { StoreCase } from './cases.ts'
import { runnerName, type StoreMeasured } from './measure-store-case.ts'

type Figures = Readonly<Record<StoreMeasured, number>>

/** A stack with a number of contacts. Ratios are medians of those within each round. */
export interface StoreFigures {
  readonly stack: string
  readonly size: number
  readonly medians: Figures
  /** To itself with the fewest contacts. */
  readonly timesSmallest: Figures
  /** To the generated server with as many contacts. */
  readonly timesGenerated: Figures
}

export interface StoreResult extends Pick<StoreCase, 'name' | 'title' | 'isFlat'> {
  readonly stacks: readonly StoreFigures[]
}

/** Compares what was measured of a case, in the order of stacks and sizes. What is missing in the rounds is left out. */
export function compareStores(
  { name, title, isFlat }: StoreCase,
  rounds: readonly Round<StoreMeasured>[],
  stacks: readonly string[],
  sizes: readonly number[],
): StoreResult {
  const comparedWith = (base: string) => {
    const compared = new Map(compare(rounds, base).map((one) => [one.name, one]))
    return (subject: string): Comparison<StoreMeasured> | undefined => compared.get(subject)
  }
  const figures = stacks.flatMap((stack) => {
    const toSmallest = comparedWith(runnerName({ stack, size: sizes[0] ?? 0 }))
    return sizes.flatMap((size) => {
      const own = toSmallest(runnerName({ stack, size }))
      const other = comparedWith(runnerName({ stack: 'generated', size }))(runnerName({ stack, size }))
      if (own === undefined || other === undefined) return []
      return [{ stack, size, medians: own.medians, timesSmallest: own.timesBase, timesGenerated: other.timesBase }]
    })
  })
  return { name, title, isFlat, stacks: figures }
}
