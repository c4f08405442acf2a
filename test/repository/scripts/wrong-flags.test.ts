import { expect, test } from 'vitest'
import { run } from '../../support/run.ts'

test.concurrent.each<[script: string, flags: readonly string[], message: string]>([
  ['scripts/matrix.ts', ['--smple', '3'], "Unknown option '--smple'"],
  ['scripts/matrix.ts', ['--sample', '0'], '--sample 0: it takes a whole number above zero'],
  ['scripts/matrix.ts', ['--features', 'crs'], '--features crs: there is no such feature'],
  ['scripts/mutate.ts', ['--minutes', 'x'], '--minutes x: it takes a whole number above zero'],
  ['scripts/mutate.ts', ['--kinds', 'word'], '--kinds word: it takes fragment, line'],
  ['scripts/mutate.ts', ['--only', 'crs'], '--only crs: it takes '],
  ['bench/bench.ts', ['servr'], 'servr is none of server, grow'],
  ['bench/bench.ts', ['--rounds=-1'], '--rounds -1: it takes a whole number above zero'],
  ['bench/bench.ts', ['--node', '23'], '--node 23 is not here'],
])('%s %j is told in a line, and does nothing', async (script, flags, message) => {
  const { status, output } = await run(process.execPath, ['scripts/run.mjs', script, ...flags], { cwd: '.' })
  expect(status).toBe(2)
  expect(output.trim().split('\n')).toEqual([expect.stringContaining(`${script}: `)])
  expect(output).toContain(message)
})
