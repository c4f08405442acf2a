import type { Pack } from '../../../src/model/pack.ts'
import { includedFeatures } from '../../../src/render/included.ts'
import { render, renderLines } from '../../../src/render/render.ts'
import type { Combination } from '../../../test/support/combinations.ts'
import { packWithout } from '../../../test/support/pack-without.ts'
import type { Rendered } from '../../../test/support/project.ts'
import type { Failures } from '../failures.ts'

/** A rendered combination. Texts that are equal in many of them are one string. */
export interface Tree {
  readonly combination: Combination
  readonly files: ReadonlyMap<string, string>
  /** The same line by line, with where each comes from: rendered again, since thousands of these would fill the memory. */
  readonly lines: Rendered
}

/**
 * Renders combinations. Two owners of a file and a fragment without a slot are failures, and so is any trace of what is
 * left out: each must be what it would be if the other features had never been written.
 */
export function renderEvery(pack: Pack, combinations: readonly Combination[], failures: Failures): readonly Tree[] {
  const known = new Map<string, string>()
  return combinations.flatMap((combination) => {
    const { answers } = combination
    try {
      const files = new Map([...render(pack, answers)].map(([path, text]) => [path, share(known, text)]))
      const included = new Set(includedFeatures(pack, answers))
      const absent = pack.features.filter((feature) => !included.has(feature))
      const traces = differences(files, render(packWithout(pack, absent), answers))
      failures.add(combination, 'shows a trace of what is left out', traces)
      return traces.length > 0 ? [] : [treeOf(pack, combination, files)]
    } catch (error) {
      failures.add(combination, 'is not rendered', [error instanceof Error ? error.message : String(error)])
      return []
    }
  })
}

function share(known: Map<string, string>, text: string): string {
  const same = known.get(text)
  if (same === undefined) known.set(text, text)
  return same ?? text
}

function differences(files: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...files.keys(), ...others.keys()])
  return [...paths].filter((path) => files.get(path) !== others.get(path)).map((path) => `${path} differs`)
}

/** A combination with the files that it was rendered to. */
export function treeOf(pack: Pack, combination: Combination, files: ReadonlyMap<string, string>): Tree {
  const { name, answers } = combination
  const lines = {
    name,
    answers,
    get files() {
      return renderLines(pack, answers)
    },
  }
  return { combination, files, lines }
}
