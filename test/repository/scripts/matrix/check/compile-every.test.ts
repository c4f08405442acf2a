import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileEvery } from '../../../../../scripts/matrix/check/compile-every.ts'
import { createFailures } from '../../../../../scripts/matrix/failures.ts'
import type { Tree } from '../../../../../scripts/matrix/render/render-every.ts'
import { render } from '../../../../../src/render/render.ts'
import { everything, realPack } from '../../../../support/real-pack.ts'
import { folderForFile } from '../../../../support/scratch.ts'

const answers = everything(realPack, 20)
const whole = render(realPack, answers)
const settings = ['tsconfig.json', 'package.json'].map((path) => [path, whole.get(path) ?? ''] as const)

function project(name: string, code: Readonly<Record<string, string>>): Tree {
  const files = new Map([...settings, ...Object.entries(code)])
  const lines = new Map([...files].map(([path, text]) => [path, linesOf(path, text)]))
  const combination = { name, answers, flags: [] }
  return { combination, files, lines: { name, answers, files: lines } }
}

const linesOf = (path: string, text: string) =>
  text.split('\n').map((line, index) => ({ text: line, path: `templates/${path}.hbs`, number: index + 1 }))

const use = "import { pots } from './pots.ts'\n\nexport const first: number = pots()\n"
const typed = (type: string) => `export function pots(): ${type} {\n  return JSON.parse('1')\n}\n`
const passing = "export { pots } from './deep.ts'\n"

const config = (member: string) => `export interface Config {\n  readonly ${member}\n}\n`
const portTest =
  "import type { Config } from '../src/config.ts'\n\nexport const add = (config: Config) => 1 * config.port\n"

const cases: [fault: string, code: Record<string, string>, change: Record<string, string>][] = [
  ['what a file imports', { 'src/use.ts': use, 'src/pots.ts': typed('number') }, { 'src/pots.ts': typed('string') }],
  [
    'what is imported by what a file imports',
    { 'src/use.ts': use, 'src/pots.ts': passing, 'src/deep.ts': typed('number') },
    { 'src/deep.ts': typed('string') },
  ],
  [
    'a type that follows from what an import imports',
    {
      'src/use.ts': use,
      'src/pots.ts': "import { deep } from './deep.ts'\n\nexport const pots = () => deep()\n",
      'src/deep.ts': typed('number').replace('pots', 'deep'),
    },
    { 'src/deep.ts': typed('string').replace('pots', 'deep') },
  ],
  [
    'a member that a test names',
    { 'src/config.ts': config('port: number'), 'test/port.test.ts': portTest },
    { 'src/config.ts': config('port: string') },
  ],
  ['a line that is not used', { 'src/use.ts': 'export {}\n' }, { 'src/use.ts': 'const unused = 1\nexport {}\n' }],
  ['an import that is missing', { 'src/use.ts': use, 'src/pots.ts': typed('number') }, { 'src/pots.ts': '' }],
  ['a text that is no code', { 'src/use.ts': 'export {}\n' }, { 'src/use.ts': 'export {\n' }],
]

const root = folderForFile()
const told: string[] = []
const failures = createFailures((text) => told.push(text))
let sound: readonly string[] = []

beforeAll(async () => {
  const trees = cases.flatMap(([fault, code, change]) =>
    ['one', 'two', 'three'].map((name) => project(`${fault}: ${name}`, name === 'two' ? { ...code, ...change } : code)),
  )
  const unused = 'const unused = 1\nexport {}\n'
  const both = ['one', 'two'].map((name) =>
    project(`in both: ${name}`, { 'src/use.ts': unused, 'src/other.ts': `export const name = '${name}'\n` }),
  )
  // Those with the fewest features come first.
  const given = ['', 'host: string', 'host: string; readonly mode: string'].map((members, index) =>
    project(`given: ${index}`, {
      'src/config.ts': config(`port: number; readonly ${members}`.replace('; readonly \n', '\n')),
      'test/port.test.ts':
        "import type { Config } from '../src/config.ts'\n\nexport const config: Config = { port: 1 }\n",
    }),
  )
  const groups = [...trees, ...both, ...given].map((tree) => [tree])
  const found = await compileEvery(join(root, 'compiled'), groups, { node: 20, failures })
  sound = found.flatMap((group) => group.trees.map(({ combination }) => combination.name))
})

describe('among projects that have the most alike, the compiler finds', () => {
  test.each(cases)('%s, in the one that differs', (fault) => {
    const failed = ['one', 'two', 'three'].filter((name) => !sound.includes(`${fault}: ${name}`))
    expect(failed).toEqual(['two'])
    expect(told.filter((text) => text.startsWith(`FAILED: ${fault}: `))).toEqual([
      `FAILED: ${fault}: two does not type-check`,
    ])
  })
})

test('a fault in a file that many have alike is told of each, with its template line', () => {
  expect(['one', 'two'].map((name) => failures.has({ name: `in both: ${name}`, answers, flags: [] }))).toEqual([
    true,
    true,
  ])
  const places = told.filter((text) =>
    text.startsWith('  templates/src/use.ts.hbs:1 (src/use.ts:1 | const unused = 1)'),
  )
  expect(places.filter((text) => text.includes('TS6133'))).toHaveLength(3)
})

test('a member that a test has to give is missed in the project with the most features at the latest', () => {
  expect(sound.filter((name) => name.startsWith('given: '))).not.toContain('given: 2')
})
