import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { askAboutConflict } from '../../../src/prompts/conflict.ts'
import { createAsker } from '../../../src/prompts/create-asker.ts'
import type { Env } from '../../../src/prompts/ui.ts'
import { dialogue, mannerNames, manners, play, ready } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, uiOf } from './tiny-ui.ts'

const colour = /\x1b\[[\d;]*m/
const redrawing = /\x1b\[[\d;]*[A-HJK]|\x1b\[\?25/

describe.each(mannerNames)('by %s', (manner) => {
  test.each<[string, Env, boolean]>([
    ['a terminal', {}, manner === 'screen'],
    ['NO_COLOR', { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, manner === 'screen'],
    ['FORCE_COLOR over NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, manner === 'screen'],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
  ])('%s decides about colours', async (_name, env, hasColours) => {
    const terminal = new FakeTerminal()
    const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env: { ...env, ...manners[manner] } }))
    await play(terminal, manner, dialogue)
    await choices
    expect(colour.test(terminal.raw)).toBe(hasColours)
  })

  test('what is no terminal gets no colours', async () => {
    const terminal = new FakeTerminal()
    terminal.output.isTTY = false
    const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env: manners[manner] }))
    await play(terminal, manner, dialogue)
    await choices
    expect(terminal.raw).not.toMatch(colour)
  })
})

test.each<[string, Env]>([
  ['TERM=dumb', { TERM: 'dumb' }],
  ['ACCESSIBLE=1', { ACCESSIBLE: '1' }],
  ['ACCESSIBLE=true', { ACCESSIBLE: 'true', FORCE_COLOR: '1' }],
])('%s gets lines that are never redrawn', async (_name, env) => {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env }))
  await play(terminal, 'lines', dialogue)
  await choices
  expect(terminal.raw).not.toContain('\x1b')
})

test.each<[string, Env]>([
  ['ACCESSIBLE=0', { ACCESSIBLE: '0' }],
  ['ACCESSIBLE=false', { ACCESSIBLE: 'false' }],
  ['an empty ACCESSIBLE', { ACCESSIBLE: '' }],
])('%s leaves the screen as it is', async (_name, env) => {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env }))
  await play(terminal, 'screen', dialogue)
  await choices
  expect(terminal.raw).toMatch(redrawing)
})

test.each([20, 40, 80])('no frame is wider than a terminal of %i columns', async (columns) => {
  const terminal = new FakeTerminal({ columns })
  const ui = uiOf(terminal)
  const choices = askOpenQuestions(pack, nothingSaid, ui)
  for (const { asks, screen } of dialogue) {
    await terminal.until(asks.split(' ')[0] ?? '')
    await terminal.until('cancels')
    terminal.press(...screen)
  }
  await choices
  const conflict = askAboutConflict('x', ['a/file/with/a/path/that/is/longer/than/the/terminal/is/wide.ts'], ui)
  await terminal.until('cancels')
  terminal.press(keys.enter)
  await conflict
  for (const line of stripVTControlCharacters(terminal.raw.replaceAll(new RegExp(redrawing, 'g'), '\n')).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(columns)
    expect(line).not.toMatch(/^│ {3}\S/)
  }
})

test('the words of a title stay together where a line breaks', async () => {
  const terminal = new FakeTerminal({ columns: 30 })
  const asker = createAsker(uiOf(terminal), () => false)
  const options = ['CRUD resource', 'Request log', 'Static files'].map((label) => ({ value: label, label }))
  const initial = options.map(({ value }) => value)
  const answer = asker.multiselect({ message: 'Which?', options, initial, read: () => ({}) })
  await terminal.until('cancels')
  terminal.press(keys.enter)
  expect(await answer).toEqual(initial)
  expect(terminal.text).toContain('◇  Which?\n│  CRUD resource, Request log,\n│  Static files\n')
})

test('a list longer than the terminal scrolls', async () => {
  const terminal = new FakeTerminal({ rows: 12 })
  const asker = createAsker(uiOf(terminal), () => false)
  const options = Array.from({ length: 30 }, (_, value) => ({ value, label: `number ${value}`, hint: 'a number' }))
  const read = () => ({ preview: ['one', 'two', 'three'] })
  const answer = asker.select({ message: 'Which?', options, initial: 0, read })
  await terminal.until('Esc cancels')
  expect(terminal.text.split('\n').length).toBeLessThanOrEqual(terminal.output.rows)
  expect(terminal.text).toContain('number 3')
  expect(terminal.text).not.toContain('number 20')
  expect(terminal.text).toContain('│  ...')
  terminal.press(keys.up)
  await terminal.until('number 29')
  terminal.press(keys.enter)
  expect(await answer).toBe(29)
})

test('where a preview has one line, that is its first', async () => {
  const terminal = new FakeTerminal({ rows: 10, columns: 40 })
  const asker = createAsker(uiOf(terminal), () => false)
  const options = ['one', 'two', 'three', 'four', 'five'].map((value) => ({ value, label: value }))
  const read = () => ({ preview: ['first', 'second', 'third'] })
  const answer = asker.select({ message: 'Which?', options, initial: 'one', read })
  await terminal.until('Esc cancels')
  expect(frameOf(terminal).slice(-2)).toEqual(['│  ○ five', '│  first'])
  terminal.press(keys.enter)
  await answer
})

test('a terminal too short for every hint shows that of the active option', async () => {
  const terminal = new FakeTerminal({ rows: 10, columns: 40 })
  const asker = createAsker(uiOf(terminal), () => false)
  const options = ['one', 'two', 'three', 'four'].map((value) => ({ value, label: value, hint: `what ${value} is` }))
  const answer = asker.select({ message: 'Which?', options, initial: 'two' })
  await terminal.until('Esc cancels')
  expect(frameOf(terminal)).toEqual([
    '◆  Which?',
    '│  ○ one',
    '│  ● two',
    '│      what two is',
    '│  ○ three',
    '│  ○ four',
  ])
  terminal.press(keys.enter)
  await answer
})

test('the box that a key is for is pointed at, without colours too', async () => {
  const terminal = new FakeTerminal()
  const asker = createAsker(uiOf(terminal, { env: { NO_COLOR: '1' } }), () => false)
  const options = ['one', 'two'].map((value) => ({ value, label: value }))
  const answer = asker.multiselect({ message: 'Which?', options, initial: ['one', 'two'], read: () => ({}) })
  await terminal.until('Esc cancels')
  expect(frameOf(terminal)).toEqual(['◆  Which?', '│ ❯◼ one', '│  ◼ two'])
  terminal.press(keys.down, keys.space)
  await terminal.until('❯◻ two')
  terminal.press(keys.enter)
  expect(await answer).toEqual(['one'])
})

test.each([
  { rows: 10, shown: ['What?', '...', 'f f f f f f f f f f f f f f', 'f f f', '', 'the text', '...'] },
  {
    rows: 12,
    shown: [
      'What?',
      '...',
      'f f f f f f f f f f f f f',
      'f f f f f f f f f f f f f f',
      'f f f',
      '',
      'the text',
      'line 1',
      '...',
    ],
  },
  { rows: 40, shown: expect.not.arrayContaining(['...']) },
])('of a text and what is said of it, what fits $rows rows is shown', async ({ rows, shown }) => {
  const terminal = new FakeTerminal({ rows, columns: 30 })
  const asker = createAsker(uiOf(terminal), () => false)
  const preview = ['the text', ...Array.from({ length: 12 }, (_, at) => `line ${at + 1}`)]
  const answer = asker.text({ message: 'What?', default: 'f '.repeat(70).trim(), read: () => ({ preview }) })
  await terminal.until('Esc cancels')
  const lines = frameOf(terminal).map((line) => line.slice(3).trim())
  expect(lines).toEqual(shown)
  expect(terminal.text.split('\n').length).toBeLessThanOrEqual(rows)
  terminal.press(keys.enter)
  await answer
})

test('a terminal that has not been told its size is taken for one of 80 columns', async () => {
  const terminal = new FakeTerminal({ columns: 0, rows: 0 })
  const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal))
  await ready(terminal, 'screen', 'Where should the project go?')
  terminal.input.end()
  await expect(choices).rejects.toThrow()
})

test('the place of the cursor is seen without colours too', async () => {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env: { NO_COLOR: '1' } }))
  await ready(terminal, 'screen', 'Where')
  terminal.press('ab', keys.left)
  await terminal.until('a█b')
  terminal.input.end()
  await expect(choices).rejects.toThrow()
})

/** The lines of the latest frame from its question on, without its help. */
function frameOf(terminal: FakeTerminal): readonly string[] {
  const lines = terminal.text.split(/\r?\n/)
  return lines.slice(lines.findLastIndex((line) => line.startsWith('◆'))).filter((line) => /^[◆│]/.test(line))
}
