import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileEvery } from '../../../scripts/matrix/check/compile-every.ts'
import { readProbes } from '../../../scripts/matrix/probe/probe.ts'
import { questionsFor } from '../../../scripts/matrix/probe/questions.ts'
import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { renderEvery } from '../../../scripts/matrix/render/render-every.ts'
import { serveEvery } from '../../../scripts/matrix/run/serve-every.ts'
import { choicesIn } from '../../support/combinations.ts'
import { covering } from '../../support/covering.ts'
import { realPack, templatesFolder } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'

// `npm run matrix` does this with those of newer Nodes, and with more.
const root = folderForFile()
const chosen = covering(everyCombination(realPack, 20), choicesIn(realPack), 3)
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

describe('shows no trace of other features, starts, answers the probes of its features and stops', () => {
  test.each(chosen.map(({ name }) => name))('%s', (name) => {
    expect(found.get(name) ?? []).toEqual([])
  })
})
