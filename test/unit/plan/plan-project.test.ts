import { describe, expect, test } from 'vitest'
import type { Found } from '../../../src/model/plan.ts'
import { movesBetween } from '../../../src/plan/moves.ts'
import { planProject } from '../../../src/plan/plan-project.ts'

type Files = Readonly<Record<string, string>>

interface Extras {
  readonly conflicts?: 'inline' | 'files'
  readonly moves?: Files
  readonly found?: Readonly<Record<string, Found>>
}

const names = { yours: 'yours', base: 'base', next: 'next' }

function plan(base: Files, yours: Files, next: Files, { conflicts = 'inline', moves = {}, found = {} }: Extras = {}) {
  const steps = planProject({
    base: new Map(Object.entries(base)),
    next: new Map(Object.entries(next)),
    moves: new Map(Object.entries(moves)),
    found: (path) => {
      const text = yours[path]
      return found[path] ?? (text === undefined ? { kind: 'absent' } : { kind: 'file', bytes: Buffer.from(text) })
    },
    ...{ pages: ['public'], names, conflicts },
  })
  return steps.map(({ path, action, writes }) => ({
    path,
    action,
    writes: Object.fromEntries(
      [...writes].map(([place, contents]) => [place, contents === null ? null : Buffer.from(contents).toString()]),
    ),
  }))
}

const step = (path: string, action: string, writes: Readonly<Record<string, string | null>> = {}) => [
  { path, action, writes },
]
const conflict = '<<<<<<< yours\nm\n||||||| base\na\n=======\nb\n>>>>>>> next\n'

test.each<[string, Files, Files, Files, readonly object[]]>([
  ['nothing changes', { 'a.ts': 'a\n' }, { 'a.ts': 'mine\n' }, { 'a.ts': 'a\n' }, []],
  ['a file comes', {}, {}, { 'a.ts': 'a\n' }, step('a.ts', 'new', { 'a.ts': 'a\n' })],
  ['a file that comes is there', {}, { 'a.ts': 'a\n' }, { 'a.ts': 'a\n' }, []],
  ['a file of the user is where one would come', {}, { 'a.ts': 'm\n' }, { 'a.ts': 'a\n' }, step('a.ts', 'yours')],
  [
    'an unedited file changes',
    { 'a.ts': 'a\n' },
    { 'a.ts': 'a\n' },
    { 'a.ts': 'b\n' },
    step('a.ts', 'replaced', { 'a.ts': 'b\n' }),
  ],
  [
    'an unedited file with Windows line ends changes',
    { 'a.ts': 'a\n' },
    { 'a.ts': 'a\r\n' },
    { 'a.ts': 'b\n' },
    step('a.ts', 'replaced', { 'a.ts': 'b\r\n' }),
  ],
  [
    'an edited file changes elsewhere',
    { 'a.ts': 'a\n1\nb\n' },
    { 'a.ts': 'm\n1\nb\n' },
    { 'a.ts': 'a\n1\nc\n' },
    step('a.ts', 'merged', { 'a.ts': 'm\n1\nc\n' }),
  ],
  [
    'an edited file changes in the same lines',
    { 'a.ts': 'a\n' },
    { 'a.ts': 'm\n' },
    { 'a.ts': 'b\n' },
    step('a.ts', 'conflict', { 'a.ts': conflict }),
  ],
  ['a file with markers changes', { 'a.ts': 'a\n' }, { 'a.ts': conflict }, { 'a.ts': 'c\n' }, step('a.ts', 'yours')],
  ['a file is as it would be', { 'a.ts': 'a\n' }, { 'a.ts': 'b\n' }, { 'a.ts': 'b\n' }, []],
  ['a deleted file changes', { 'a.ts': 'a\n' }, {}, { 'a.ts': 'b\n' }, step('a.ts', 'deleted by you')],
  ['a deleted file goes', { 'a.ts': 'a\n' }, {}, {}, []],
  ['an unedited file goes', { 'a.ts': 'a\n' }, { 'a.ts': 'a\n' }, {}, step('a.ts', 'no longer made', { 'a.ts': null })],
  ['an edited file goes', { 'a.ts': 'a\n' }, { 'a.ts': 'm\n' }, {}, step('a.ts', 'no longer made')],
  [
    'an edited README changes',
    { 'README.md': 'a\n1\nb\n' },
    { 'README.md': 'm\n1\nb\n' },
    { 'README.md': 'a\n1\nc\n' },
    step('README.md', 'kept'),
  ],
  [
    'an edited test changes',
    { 'test/a.test.ts': 'a\n' },
    { 'test/a.test.ts': 'm\n' },
    { 'test/a.test.ts': 'b\n' },
    step('test/a.test.ts', 'kept'),
  ],
  [
    'an edited .env.example changes',
    { '.env.example': 'a\n' },
    { '.env.example': 'm\n' },
    { '.env.example': 'b\n' },
    step('.env.example', 'kept'),
  ],
  [
    'an edited page changes',
    { 'public/a.css': 'a\n' },
    { 'public/a.css': 'm\n' },
    { 'public/a.css': 'b\n' },
    step('public/a.css', 'kept'),
  ],
  [
    'an unedited README changes',
    { 'README.md': 'a\n' },
    { 'README.md': 'a\n' },
    { 'README.md': 'b\n' },
    step('README.md', 'replaced', { 'README.md': 'b\n' }),
  ],
  [
    'both add to a list of ignored files',
    { '.gitignore': 'a\n' },
    { '.gitignore': 'a\nmine\n' },
    { '.gitignore': 'a\nb\n' },
    step('.gitignore', 'merged', { '.gitignore': 'a\nb\nmine\n' }),
  ],
  [
    'both change a key',
    { 'package.json': '{ "a": 1, "b": 1 }\n' },
    { 'package.json': '{ "a": 2, "b": 1 }\n' },
    { 'package.json': '{ "a": 3, "b": 2 }\n' },
    step('package.json', 'conflict', { 'package.json': '{ "a": 2, "b": 2 }\n' }),
  ],
])('%s', (_, base, yours, next, expected) => {
  expect(plan(base, yours, next)).toEqual(expected)
})

describe('conflicts as files', () => {
  const [base, yours, next] = [{ 'src/a.ts': 'a\n' }, { 'src/a.ts': 'm\n' }, { 'src/a.ts': 'b\n' }]

  test('leave the file alone and put the new one beside it', () => {
    const expected = step('src/a.ts', 'conflict', { 'src/a.new.ts': 'b\n' })
    expect(plan(base, yours, next, { conflicts: 'files' })).toEqual(expected)
  })

  test('are refused where a file of that name is there', () => {
    const expected = step('src/a.new.ts', 'yours')
    expect(plan(base, { ...yours, 'src/a.new.ts': '' }, next, { conflicts: 'files' })).toEqual(expected)
  })

  test.each([
    ['Dockerfile', 'Dockerfile.new'],
    ['.github/ci.yml', '.github/ci.new.yml'],
    ['.dot', '.dot.new'],
  ])('%s has %s beside it', (path, beside) => {
    const steps = plan({ [path]: 'a\n' }, { [path]: 'm\n' }, { [path]: 'b\n' }, { conflicts: 'files' })
    expect(steps).toEqual(step(path, 'conflict', { [beside]: 'b\n' }))
  })
})

describe('what is no text', () => {
  test('is never merged', () => {
    const found = { 'a.bin': { kind: 'file', bytes: Uint8Array.of(0, 1) } } as const
    expect(plan({ 'a.bin': 'a\n' }, {}, { 'a.bin': 'b\n' }, { found })).toEqual(
      step('a.bin', 'conflict', { 'a.new.bin': 'b\n' }),
    )
  })

  test('a link is neither followed nor replaced', () => {
    const found = { 'a.ts': { kind: 'obstacle', what: 'a.ts is a link; the project needs a file there' } } as const
    expect(plan({ 'a.ts': 'a\n' }, {}, { 'a.ts': 'b\n' }, { found })).toEqual(
      step('a.ts', 'conflict', { 'a.new.ts': 'b\n' }),
    )
  })
})

describe('a file that moves', () => {
  const moves = { 'old/a.ts': 'new/a.ts' }

  test.each<[string, Files, Files, Files, readonly object[]]>([
    [
      'comes as it is now, where it was not edited',
      { 'old/a.ts': 'a\n' },
      { 'old/a.ts': 'a\n' },
      { 'new/a.ts': 'b\n' },
      step('new/a.ts', 'moved', { 'old/a.ts': null, 'new/a.ts': 'b\n' }),
    ],
    [
      'takes edits along',
      { 'old/a.ts': 'a\n1\nb\n' },
      { 'old/a.ts': 'm\n1\nb\n' },
      { 'new/a.ts': 'a\n1\nc\n' },
      step('new/a.ts', 'moved', { 'old/a.ts': null, 'new/a.ts': 'm\n1\nc\n' }),
    ],
    ['stays deleted', { 'old/a.ts': 'a\n' }, {}, { 'new/a.ts': 'a\n' }, step('new/a.ts', 'deleted by you')],
    [
      'is refused where the user has a file there',
      { 'old/a.ts': 'a\n' },
      { 'old/a.ts': 'a\n', 'new/a.ts': 'm\n' },
      { 'new/a.ts': 'a\n' },
      step('new/a.ts', 'yours'),
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(plan(base, yours, next, { moves })).toEqual(expected)
  })

  test('is found by what it is made of', () => {
    const origins = { base: new Map([['old/a.ts', 'x']]), next: new Map([['new/a.ts', 'x']]) }
    const [base, next] = [new Map([['old/a.ts', 'a']]), new Map([['new/a.ts', 'b']])]
    expect([...movesBetween(base, next, origins)]).toEqual([['old/a.ts', 'new/a.ts']])
  })

  test('is found by what it is like, where nothing else is known', () => {
    const base = new Map([
      ['a.ts', 'one\ntwo\nthree\n'],
      ['b.ts', 'x\n'],
    ])
    const next = new Map([
      ['c.ts', 'one\ntwo\nfour\n'],
      ['d.ts', 'y\n'],
    ])
    expect([...movesBetween(base, next, undefined)]).toEqual([['a.ts', 'c.ts']])
  })
})
