import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyRepository } from '../../support/repository-copy.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'

const text = readFileSync('CONTRIBUTING.md', 'utf8')
const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
const root = folderForFile()
const copy = join(root, 'repository')

/** What cannot be run from within a test as it stands, and what is run for it. */
const instead = new Map([
  // The copy borrows what is installed here.
  ['npm ci', 'npm ci --dry-run --ignore-scripts --prefer-offline'],
  // Would run this very test again.
  ['npm test', 'npx vitest run test/unit/model/quote.test.ts'],
  ['npx vitest run test/unit/render', 'npx vitest run test/unit/render/slots.test.ts'],
])

beforeAll(() => copyRepository(copy))

test('CONTRIBUTING.md can be read in one go', () => {
  expect(blocks.length).toBeGreaterThan(1)
  expect(text.split('\n').length - 1).toBeLessThanOrEqual(120)
})

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const guides = [text, readFileSync('RELEASING.md', 'utf8'), readFileSync('bench/README.md', 'utf8')].join('\n')

// npm runs `prepare`, `pretest` and the like by itself.
test.each(Object.keys(scripts).filter((name) => !name.startsWith('pre')))(
  'the guides say what npm run %s is for',
  (name) => {
    expect(guides).toMatch(new RegExp(`\\bnpm (?:run )?${name}(?![\\w:-])`))
  },
)

test('the map of the repository has every stage of the command and every folder beside it', () => {
  const map = /## What is where\n\n```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const stages = foldersIn('src').filter((name) => !['main', 'model'].includes(name))
  expect(stages.filter((name) => !new RegExp(`^src/<stage>/ .*\\b${name}\\b`, 'm').test(map))).toEqual([])
  const tops = foldersIn('.').filter((name) => !/^\.|^(?:dist|node_modules)$/.test(name))
  expect(tops.filter((name) => !new RegExp(`^${name}/`, 'm').test(map))).toEqual([])
})

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

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
