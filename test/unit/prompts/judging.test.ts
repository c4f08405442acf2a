import { describe, expect, test } from 'vitest'
import type { Choices } from '../../../src/model/answers.ts'
import type { DirectoryState } from '../../../src/model/directory.ts'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { enter, type Manner, mannerNames, manners, play, ready, type Turn } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, uiOf } from './tiny-ui.ts'

const directories: Readonly<Record<string, DirectoryState>> = {
  taken: { kind: 'file' },
  busy: { kind: 'inUse', entries: ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'] },
}
const finishing = { packageManager: 'npm', install: true, git: true } as const
const settled = { directory: 'x', ...finishing } as const

function asking(manner: Manner, given: Partial<Choices>) {
  const terminal = new FakeTerminal({ columns: 120 })
  const ui = uiOf(terminal, { env: manners[manner], directories })
  return { terminal, choices: askOpenQuestions(pack, { ...nothingSaid, ...given }, ui) }
}

interface Judged {
  readonly question: string
  readonly given: Partial<Choices>
  readonly typed: string
  readonly says: string
}

const refused: readonly Judged[] = [
  { question: 'Where', given: {}, typed: 'taken', says: 'taken is a file' },
  { question: 'Where', given: {}, typed: 'bad\u0085name', says: 'control characters' },
  { question: 'Where', given: {}, typed: '~/x', says: '"~" is not expanded here' },
  {
    question: 'Which folder?',
    given: { ...settled, features: ['shelf'] },
    typed: '../out',
    says: '--shelf-dir "../out"',
  },
  {
    question: 'Which resource?',
    given: { ...settled, preset: 'small' },
    typed: 'pets age:intger',
    says: 'did you mean "integer"?',
  },
  {
    question: 'Which resource?',
    given: { ...settled, preset: 'small' },
    typed: 'constructor a',
    says: '"constructor"',
  },
]

describe.each(mannerNames)('by %s', (manner) => {
  test.each(refused)('"$typed" is not taken for "$question"', async ({ question, given, typed, says }) => {
    const { terminal, choices } = asking(manner, given)
    await ready(terminal, manner, question)
    terminal.press(typed, enter[manner])
    await terminal.until(says)
    terminal.input.end()
    await expect(choices).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('a directory in use is taken, and said to be', async () => {
    const { terminal, choices } = asking(manner, { ...finishing, features: [] })
    await play(terminal, manner, [{ asks: 'Where', screen: ['busy', keys.enter], lines: 'busy' }])
    await terminal.until('busy is in use (a.txt, b.txt, c.txt and 2 more)')
    await play(terminal, manner, [{ asks: 'Write it?', screen: [keys.enter], lines: '' }])
    expect(await choices).toMatchObject({ directory: 'busy' })
  })

  test.each([
    ['My API', 'The package will be called my-api'],
    ['über/☃', 'The package will be called raw-http-app'],
  ])('"%s" is no package name: what becomes one is said', async (directory, says) => {
    const { terminal, choices } = asking(manner, { ...finishing, features: [] })
    await play(terminal, manner, [{ asks: 'Where', screen: [directory], lines: directory }])
    await terminal.until(says)
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })

  test.each(['my-api', './my-api/', '../my-api'])('"%s" needs no such word', async (directory) => {
    const { terminal, choices } = asking(manner, { ...finishing, features: [] })
    await play(terminal, manner, [{ asks: 'Where', screen: [directory, keys.enter], lines: directory }])
    await ready(terminal, manner, 'Write it?')
    const typed = terminal.text.lastIndexOf(`${directory}\n`)
    expect(terminal.text.slice(terminal.text.lastIndexOf('cancels', typed))).not.toContain('will be called')
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })

  test('a refused answer can be mended', async () => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    await ready(terminal, manner, 'Which resource?')
    terminal.press('pets name:strin', enter[manner])
    await terminal.until('did you mean "string"?')
    const turns: readonly Turn[] = [
      { asks: 'Another', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ]
    terminal.press(...(manner === 'screen' ? ['g', keys.enter] : ['pets name:string\n']))
    await play(terminal, manner, turns)
    expect((await choices).resources).toMatchObject([{ name: 'pets', fields: [{ name: 'name', type: 'string' }] }])
  })

  test('what a resource was understood as is shown: path, fields, types', async () => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    const text = 'blog-posts title:string:unique rating:integer:optional state:enum=draft,public'
    await play(terminal, manner, [{ asks: 'Which resource?', screen: [text, keys.enter], lines: text }])
    await ready(terminal, manner, 'Another resource?')
    for (const line of ['/api/blog-posts, each a blog-post', 'title   string, unique', 'rating  integer, optional']) {
      expect(terminal.text).toContain(line)
    }
    expect(terminal.text).toContain('state   draft | public')
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })

  test('the rules of a resource are shown: ranges, defaults, timestamps', async () => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    const text = 'posts title:string(1..200) note:string(..9):optional age:integer(0..):default=3 timestamps'
    await play(terminal, manner, [{ asks: 'Which resource?', screen: [text, keys.enter], lines: text }])
    await ready(terminal, manner, 'Another resource?')
    for (const line of [
      'title      string, 1 to 200 characters',
      'note       string, optional, at most 9 characters',
      'age        integer, at least 0, 3 by default',
      'createdAt  datetime, set by the server',
      'updatedAt  datetime, set by the server',
    ]) {
      expect(terminal.text).toContain(line)
    }
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })

  test('what a resource refers to is shown, and asked for where it is missing', async () => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    const first = 'posts author:ref=users up:ref=posts:optional'
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [first, keys.enter], lines: first },
      { asks: 'Which fields do users have?', screen: ['users name', keys.enter], lines: 'users name' },
      { asks: 'Another', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ])
    for (const line of [
      'authorId  the id of one of users',
      'upId      the id of one of posts, optional',
      '/api/users/1/posts lists what refers to one of users',
    ]) {
      expect(terminal.text).toContain(line)
    }
    expect((await choices).resources).toMatchObject([{ name: 'posts' }, { name: 'users' }])
  })

  test.each([`"pets name"`, `'pets name'`])('%s is taken without the quotes of a shell', async (text) => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [text, keys.enter], lines: text },
      { asks: 'Another', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ])
    expect((await choices).resources).toMatchObject([{ name: 'pets', fields: [{ name: 'name' }] }])
  })

  test('a second resource of the same name is not taken', async () => {
    const { terminal, choices } = asking(manner, { ...settled, preset: 'small' })
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [keys.enter], lines: '' },
      { asks: 'Another', screen: ['y'], lines: 'yes' },
      { asks: 'Which one next?', screen: [keys.enter], lines: '' },
    ])
    await terminal.until('type a name and its fields')
    terminal.press('notes a', enter[manner])
    await terminal.until('resource "notes" is there twice')
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })
})

test.each(refused)('on a screen "$typed" is judged before Enter', async ({ question, given, typed, says }) => {
  const { terminal, choices } = asking('screen', given)
  await ready(terminal, 'screen', question)
  terminal.press(typed)
  await terminal.until(says)
  terminal.input.end()
  await expect(choices).rejects.toMatchObject({ code: 'cancelled' })
})

test.each([
  ['0', 'type a number from 1 to 3'],
  ['4', 'type a number from 1 to 3'],
  ['tiny', '"tiny" is not in the list'],
])('in lines the choice "%s" is not taken', async (line, says) => {
  const { terminal, choices } = asking('lines', settled)
  await play(terminal, 'lines', [{ asks: 'What should', screen: [], lines: line }])
  await terminal.until(`Not taken: `)
  await terminal.until(says)
  terminal.input.end()
  await expect(choices).rejects.toThrow()
})
