import { parentPort, workerData } from 'node:worker_threads'
import type { Combination } from '../../../test/support/combinations.ts'
import { renderEvery } from './render-every.ts'
import type { Part, Portion } from './render-in-parts.ts'

// A thread of render-in-parts.ts: renders its part of the combinations and sends them a portion at a time, each text once.
const { pack, combinations } = workerData as Part
const portionSize = 64
const ids = new Map<string, number>()

for (let at = 0; at < combinations.length; at += portionSize) {
  const complaints: Portion['complaints'][number][] = []
  const failed = new Set<string>()
  const failures = {
    add(combination: Combination, what: string, found: readonly string[]) {
      if (found.length === 0) return
      failed.add(combination.name)
      complaints.push({ combination, what, found })
    },
    has: ({ name }: Combination) => failed.has(name),
    count: () => failed.size,
  }
  const texts: string[] = []
  const idOf = (text: string) => {
    const id = ids.get(text) ?? ids.size
    if (id === ids.size) texts.push(text)
    ids.set(text, id)
    return id
  }
  const trees = renderEvery(pack, combinations.slice(at, at + portionSize), failures).map((tree) => ({
    name: tree.combination.name,
    files: [...tree.files].map(([path, text]) => [path, idOf(text)] as const),
  }))
  parentPort?.postMessage({ texts, trees, complaints } satisfies Portion)
}
