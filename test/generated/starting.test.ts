import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileEvery } from '../../scripts/matrix/check/compile-every.ts'
import { readProbes } from '../../scripts/matrix/probe/probe.ts'
import { questionsFor } from '../../scripts/matrix/probe/questions.ts'
import { everyCombination } from '../../scripts/matrix/render/every-combination.ts'
import { renderEvery } from '../../scripts/matrix/render/render-every.ts'
import { serveEvery } from '../../scripts/matrix/run/serve-every.ts'
import { choosable } from '../../src/model/pack.ts'
import { covering } from '../support/covering.ts'
import { realPack, templatesFolder } from '../support/real-pack.ts'
import { folderForFile } from '../support/scratch.ts'

// `npm run matrix` does this with every combination.
const root = folderForFile()
const all = everyCombination(realPack, 20)
const ids = choosable(realPack).map(({ id }) => id)
const chosen = covering(all, ids, 3)
const found = new Map<string, string[]>()

beforeAll(async () => {
  const failures = {
    add({ name }: { readonly name: string }, what: string, complaints: readonly string[]) {
      if (complaints.length > 0) found.set(name, [...(found.get(name) ?? []), what, ...complaints])
    },
    has: ({ name }: { readonly name: string }) => found.has(name),
    count: () => found.size,
  }
  const probes = readProbes(templatesFolder, realPack)
  const trees = renderEvery(realPack, chosen, failures)
  const groups = trees.map((tree) => [tree])
  const compiled = await compileEvery(join(root, 'compiled'), groups, { node: 20, failures })
  const started = await serveEvery(join(root, 'servers'), compiled, {
    failures,
    program: process.execPath,
    atATime: availableParallelism() * 3,
    questionsFor: ({ combination }) => questionsFor(realPack, probes, combination.answers),
    say: console.error,
  })
  expect(started.length + found.size).toBe(chosen.length)
})

test('each feature is met on and off with every two others', () => {
  const ways = (list: typeof all) => new Set(list.flatMap(({ answers }) => meetings(answers.features)))
  expect(ways(chosen)).toEqual(ways(all))
})

describe('shows no trace of other features, starts, answers the probes of its features and stops', () => {
  test.each(chosen.map(({ name }) => name))('%s', (name) => {
    expect(found.get(name) ?? []).toEqual([])
  })
})

function meetings(features: readonly string[]): readonly string[] {
  const states = ids.map((id) => (features.includes(id) ? id : `no ${id}`))
  return states.flatMap((one, a) =>
    states.slice(a + 1).flatMap((other, b) => states.slice(a + b + 2).map((third) => `${one}, ${other}, ${third}`)),
  )
}
