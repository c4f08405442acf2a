import { expect, onTestFinished, test } from 'vitest'
import { type Budget, judgeOverhead, readBudget } from '../../../bench/counts/budget.ts'
import type { Work } from '../../../bench/counts/count-work.ts'
import { faultsIn, mostTimesBare } from '../../../bench/counts/cpu-ratio.ts'
import { countOverhead } from '../../../bench/counts/overhead.ts'
import { makeProject } from '../../../bench/run/generated-project.ts'

const place = async () => {
  const project = await makeProject(process.execPath, 'full')
  onTestFinished(() => project.remove())
  return { program: process.execPath, launcher: [], project }
}

const known = readBudget(Number.parseInt(process.versions.node, 10))

// A Node without a budget: its counts would say more about the Node than about the server.
test.skipIf(known === undefined)('a request allocates and enters no more than it is known to', async () => {
  const overhead = await countOverhead(await place())
  expect(judgeOverhead(overhead, known ?? {})).toEqual([])
})

test('CPU time beyond the known proportion, and what was not measured, are faults', () => {
  const ratios = new Map([...Object.keys(mostTimesBare).map((name) => [name, 1] as const), ['item', 9.5] as const])
  ratios.delete('list')
  expect(faultsIn(ratios)).toEqual([
    expect.stringMatching(/^item: 9\.50 times the CPU time of bare/),
    'list was not measured',
  ])
})

const budget: Budget = { item: { bytes: 10_000, blocks: 100 } }

test.each<[string, Record<string, Work>, RegExp[]]>([
  ['as much as before', { item: { bytes: 10_900, blocks: 93 } }, []],
  ['half as many bytes again', { item: { bytes: 15_000, blocks: 100 } }, [/^item: 15000 bytes .* 1\.50 times/]],
  ['half as many blocks again', { item: { bytes: 10_000, blocks: 150 } }, [/^item: 150 blocks .* 1\.50 times/]],
  ['fewer, which the budget must know', { item: { bytes: 7000, blocks: 100 } }, [/^item: 7000 bytes .* --write$/]],
  ['a case without budget', { item: { bytes: 1e4, blocks: 100 }, list: { bytes: 1, blocks: 1 } }, [/^list: not in/]],
  ['a case that was not counted', {}, [/^item: not counted/]],
])('a budget judges %s', (_, counted, faults) => {
  const judged = judgeOverhead(new Map(Object.entries(counted)), budget)
  expect(judged).toEqual(faults.map((fault) => expect.stringMatching(fault)))
})
