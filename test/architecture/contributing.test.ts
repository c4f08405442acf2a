import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const guides = ['CONTRIBUTING.md', 'RELEASING.md', 'bench/README.md']
const text = guides.map((path) => readFileSync(path, 'utf8')).join('\n')

// npm runs it by itself.
const unsaid = ['prepare']

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

test.each(Object.keys(scripts).filter((name) => !unsaid.includes(name)))(
  'the guides say what npm run %s is for',
  (name) => {
    expect(text).toMatch(new RegExp(`\\bnpm (?:run )?${name}(?![\\w:-])`))
  },
)

test('the map of the repository has every stage of the command and every folder of templates and tools', () => {
  const map = /## What is where\n\n```\n([\s\S]*?)```/.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[1] ?? ''
  const stages = foldersIn('src').filter((name) => !['main', 'model'].includes(name))
  expect(stages.filter((name) => !new RegExp(`^src/<stage>/ .*\\b${name}\\b`, 'm').test(map))).toEqual([])
  const tops = foldersIn('.').filter((name) => !/^\.|^(?:dist|node_modules)$/.test(name))
  expect(tops.filter((name) => !new RegExp(`^${name}/`, 'm').test(map))).toEqual([])
})

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}
