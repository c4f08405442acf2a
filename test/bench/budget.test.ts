import { expect, onTestFinished, test } from 'vitest'
import { type Budget, judgeOverhead, readBudget } from '../../bench/counts/budget.ts'
import type { Work } from '../../bench/counts/count-work.ts'
import { countOverhead } from '../../bench/counts/overhead.ts'
import { makeProject } from '../../bench/run/generated-project.ts'

const known = readBudget(Number.parseInt(process.versions.node, 10))

// A Node without a budget: its counts would say more about the Node than about the server.
test.skipIf(known === undefined)('a request allocates and enters no more than it is known to', async () => {
  const project = await makeProject(process.execPath, 'full')
  onTestFinished(() => project.remove())
  const overhead = await countOverhead({ program: process.execPath, launcher: [], project })
  expect(judgeOverhead(overhead, known ?? {})).toEqual([])
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
