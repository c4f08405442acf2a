import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Pack } from '../../../src/model/pack.ts'
import type { Combination } from '../../../test/support/combinations.ts'
import type { Failures } from '../failures.ts'
import { type Tree, treeOf } from './render-every.ts'

/** What a thread is to do. */
export interface Part {
  readonly pack: Pack
  readonly combinations: readonly Combination[]
}

/** What a thread sends. Texts have numbers, in the order in which the thread sends them. */
export interface Portion {
  readonly texts: readonly string[]
  readonly trees: readonly { readonly name: string; readonly files: readonly (readonly [string, number])[] }[]
  readonly complaints: readonly {
    readonly combination: Combination
    readonly what: string
    readonly found: readonly string[]
  }[]
}

/** `renderEvery`, a thread for each processor. */
export async function renderInParts(
  pack: Pack,
  combinations: readonly Combination[],
  failures: Failures,
): Promise<readonly Tree[]> {
  const known = new Map<string, string>()
  const byName = new Map(combinations.map((combination) => [combination.name, combination]))
  const trees = new Map<string, Tree>()
  const threads = availableParallelism()
  const renderPart = async (part: number) => {
    const own = combinations.filter((_, index) => index % threads === part)
    const workerData: Part = { pack, combinations: own }
    // scripts/run.mjs, which runs this, from wherever it is called.
    const [, runner = ''] = process.argv
    const worker = new Worker(runner, { argv: ['scripts/matrix/render/render-part.ts'], workerData })
    const texts: string[] = []
    worker.on('message', (portion: Portion) => {
      for (const text of portion.texts) texts.push(share(known, text))
      for (const { combination, what, found } of portion.complaints) failures.add(combination, what, found)
      for (const { name, files } of portion.trees) {
        const combination = byName.get(name)
        if (combination === undefined) throw new Error(`${name} was not asked for`)
        trees.set(name, treeOf(pack, combination, new Map(files.map(([path, id]) => [path, texts[id] ?? '']))))
      }
    })
    const [status] = await once(worker, 'exit')
    if (status !== 0) throw new Error(`a thread that renders ended with ${status}`)
  }
  await Promise.all(Array.from({ length: threads }, (_, part) => renderPart(part)))
  return combinations.flatMap(({ name }) => trees.get(name) ?? [])
}

function share(known: Map<string, string>, text: string): string {
  const same = known.get(text)
  if (same === undefined) known.set(text, text)
  return same ?? text
}
