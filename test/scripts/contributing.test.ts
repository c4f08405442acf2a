import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyRepository } from '../support/repository-copy.ts'
import { run } from '../support/run.ts'
import { folderForFile } from '../support/scratch.ts'

const text = readFileSync('CONTRIBUTING.md', 'utf8')
const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
const root = folderForFile()
const copy = join(root, 'repository')

/** What cannot be run from within a test as it stands, and what is run for it. */
const instead = new Map([
  // The copy borrows what is installed here.
  ['npm ci', 'npm ci --dry-run --ignore-scripts --prefer-offline'],
  // Would run this very test again.
  ['npm test', 'npm test -- test/model'],
])

beforeAll(() => copyRepository(copy))

test('CONTRIBUTING.md can be read in one go', () => {
  expect(blocks.length).toBeGreaterThan(1)
  expect(text.split('\n').length - 1).toBeLessThanOrEqual(120)
})

describe('every command in CONTRIBUTING.md works', () => {
  test.each(blocks)(
    '%s',
    async (block) => {
      const { status, output } = await run('bash', ['-euc', runnable(block)], { cwd: copy, timeout: 170_000 })
      expect(status, output).toBe(0)
    },
    180_000,
  )
})

/** Commands stand for themselves where they are run somewhere else than in the repository. */
function runnable(block: string): string {
  const [here = '', ...elsewhere] = block.split(/^(?=cd )/m)
  const lines = here.split('\n').map((line) => instead.get(line) ?? line)
  return [lines.join('\n'), ...elsewhere].join('')
}
