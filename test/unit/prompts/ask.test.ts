import { describe, expect, test } from 'vitest'
import type { Choices } from '../../../src/model/answers.ts'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { answered, dialogue, enter, type Manner, mannerNames, manners, play, ready } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, type UiOptions, uiOf } from './tiny-ui.ts'

interface Asking {
  readonly terminal: FakeTerminal
  readonly choices: Promise<Choices>
}

function asking(manner: Manner, given: Partial<Choices> = {}, options: UiOptions = {}): Asking {
  const terminal = new FakeTerminal()
  const ui = uiOf(terminal, { ...options, env: manners[manner] })
  return { terminal, choices: askOpenQuestions(pack, { ...nothingSaid, ...given }, ui) }
}

const rest = { packageManager: 'npm', install: true, git: true } as const

describe.each(mannerNames)('questions by %s', (manner) => {
  test('every open question is asked once, in order, and its answer is a choice', async () => {
    const { terminal, choices } = asking(manner)
    await play(terminal, manner, dialogue)
    expect(await choices).toEqual(answered)
  })

  test('Enter alone takes the default of every question', async () => {
    const { terminal, choices } = asking(manner, {}, { userAgent: 'yarn/4.0.0 npm/? node/v22' })
    const asked = [
      'Where',
      'What',
      'Which resource?',
      'Another',
      'Which package manager?',
      'Run yarn',
      'git',
      'Write it?',
    ]
    for (const question of asked) {
      await ready(terminal, manner, question)
      terminal.press(enter[manner])
    }
    expect(terminal.text).toMatch(/yarn(?: {2}|: )started this/)
    expect(await choices).toMatchObject({
      directory: 'raw-http-app',
      preset: 'small',
      resources: [{ name: 'notes', fields: [{ name: 'title' }] }],
      packageManager: 'yarn',
      install: true,
      git: true,
    })
  })

  test('nothing is asked when everything is answered, and not one byte is printed', async () => {
    const { terminal, choices } = asking(manner, answered)
    expect(await choices).toEqual(answered)
    expect(terminal.raw).toBe('')
  })

  test.each<[string, Partial<Choices>, string]>([
    ['a directory', { directory: 'x' }, 'What should it start with?'],
    ['a preset', { directory: 'x', preset: 'big' }, 'Which folder?'],
    ['features', { directory: 'x', features: ['paths'] }, 'Which package manager?'],
    ['features that take resources', { directory: 'x', features: ['things'] }, 'Which resource?'],
    ['an option', { directory: 'x', features: ['shelf'], options: { shelf: { dir: 'd' } } }, 'How tidy?'],
    ['resources', { directory: 'x', preset: 'small', resources: answered.resources ?? [] }, 'Which package manager?'],
    ['a package manager', { directory: 'x', features: [], packageManager: 'npm' }, 'Run npm install?'],
    ['an install', { directory: 'x', features: [], packageManager: 'npm', install: false }, 'Start a git repository?'],
  ])('%s that flags gave is not asked for', async (_name, given, firstQuestion) => {
    const { terminal, choices } = asking(manner, given)
    await terminal.until(firstQuestion)
    expect(terminal.text.match(/\?/g)).toHaveLength(1)
    terminal.input.end()
    await expect(choices).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('options are asked for chosen features alone', async () => {
    const { terminal, choices } = asking(manner, { ...rest, directory: 'x', features: ['paths'] })
    expect(await choices).toEqual({ ...nothingSaid, ...rest, directory: 'x', features: ['paths'] })
    expect(terminal.text).toBe('')
  })

  test('several resources are taken one after the other', async () => {
    const { terminal, choices } = asking(manner, { ...rest, directory: 'x', preset: 'small' })
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [keys.enter], lines: '' },
      { asks: 'Another resource?', screen: ['y'], lines: 'yes' },
      { asks: 'Which one next?', screen: ['pets', keys.space, 'age:integer', keys.enter], lines: 'pets age:integer' },
      { asks: 'Another resource?', screen: [keys.enter], lines: 'no' },
      { asks: 'Write it?', screen: ['y'], lines: 'yes' },
    ])
    expect((await choices).resources?.map(({ name }) => name)).toEqual(['notes', 'pets'])
  })

  test('a no to the summary cancels', async () => {
    const { terminal, choices } = asking(manner, { ...rest, preset: 'big', options: answered.options, resources: [] })
    await play(terminal, manner, [
      { asks: 'Where', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.down, keys.enter], lines: 'no' },
    ])
    await expect(choices).rejects.toMatchObject({ code: 'cancelled', message: 'cancelled, nothing was written' })
  })

  test.each([
    ['a feature both asked for and ruled out', { with: ['paths'], without: ['paths'] }, '--no-paths'],
    ['a name that no package may have', { name: 'NOT A NAME' }, 'NOT A NAME'],
  ])('%s is refused before the first question', async (_name, given, culprit) => {
    const { terminal, choices } = asking(manner, given)
    await expect(choices).rejects.toMatchObject({ code: 'wrongRequest', message: expect.stringContaining(culprit) })
    expect(terminal.raw).toBe('')
  })
})
