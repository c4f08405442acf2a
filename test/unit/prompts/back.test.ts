import { describe, expect, test } from 'vitest'
import type { Choices } from '../../../src/model/answers.ts'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { answered, dialogue, enter, type Manner, mannerNames, manners, play, ready, type Turn } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, uiOf } from './tiny-ui.ts'

const goBack: Readonly<Record<Manner, readonly string[]>> = { screen: [keys.left, keys.shiftTab], lines: ['<\n'] }

function asking(manner: Manner, given: Partial<Choices> = {}) {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, { ...nothingSaid, ...given }, uiOf(terminal, { env: manners[manner] }))
  return { terminal, choices }
}

describe.each(mannerNames)('by %s', (manner) => {
  const pairs = dialogue.slice(1).flatMap(({ asks }, at) => goBack[manner].map((key) => ({ asks, key, at })))

  test.each(pairs)('going back from "$asks" asks the question before it again', async ({ asks, key, at }) => {
    const { terminal, choices } = asking(manner)
    await play(terminal, manner, dialogue.slice(0, at + 1))
    await ready(terminal, manner, asks)
    terminal.press(key)
    await ready(terminal, manner, dialogue[at]?.asks ?? '')
    terminal.press(enter[manner])
    await play(terminal, manner, dialogue.slice(at + 1))
    expect(await choices).toEqual(answered)
  })

  test('answers that going back undid are the defaults the second time', async () => {
    const { terminal, choices } = asking(manner)
    await play(terminal, manner, dialogue.slice(0, -1))
    for (const { asks } of dialogue.toReversed().slice(0, -1)) {
      await ready(terminal, manner, asks)
      terminal.press(goBack[manner][0] ?? '')
    }
    for (const { asks } of dialogue) {
      await ready(terminal, manner, asks)
      terminal.press(enter[manner])
    }
    expect(await choices).toEqual(answered)
  })

  test('another answer the second time leads another way', async () => {
    const { terminal, choices } = asking(manner, { directory: 'x', packageManager: 'npm', install: true, git: true })
    const turns: readonly Turn[] = [
      { asks: 'What should it start with?', screen: [keys.down, keys.enter], lines: 'big' },
      { asks: 'Which folder?', screen: [keys.left], lines: '<' },
      { asks: 'What should it start with?', screen: [keys.up, keys.enter], lines: 'small' },
      { asks: 'Which resource?', screen: [keys.enter], lines: '' },
      { asks: 'Another resource?', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ]
    await play(terminal, manner, turns)
    expect(await choices).toMatchObject({ preset: 'small', options: {} })
  })

  test('a resource is taken back by itself', async () => {
    const { terminal, choices } = asking(manner, {
      ...{ directory: 'x', preset: 'small', packageManager: 'npm', install: true, git: true },
    })
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: ['cats name', keys.enter], lines: 'cats name' },
      { asks: 'Another resource?', screen: ['y'], lines: 'yes' },
      { asks: 'Which one next?', screen: ['dogs name', keys.enter], lines: 'dogs name' },
      { asks: 'Another resource?', screen: [keys.left], lines: '<' },
      { asks: 'Which one next?', screen: ['foxes name', keys.enter], lines: 'foxes name' },
      { asks: 'Another resource?', screen: [keys.enter], lines: 'no' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ])
    expect((await choices).resources?.map(({ name }) => name)).toEqual(['cats', 'foxes'])
  })

  test('the first question offers no way back', async () => {
    const { terminal, choices } = asking(manner)
    await ready(terminal, manner, 'Where')
    expect(terminal.text).not.toMatch(/back/)
    terminal.press(...goBack[manner])
    if (manner === 'lines') await terminal.until('this is the first question')
    terminal.press(...(manner === 'screen' ? (dialogue[0]?.screen ?? []) : ['my-app\n']))
    await play(terminal, manner, dialogue.slice(1))
    expect(await choices).toEqual(answered)
  })
})

test('within a text the left arrow moves, and Shift-Tab goes back', async () => {
  const { terminal, choices } = asking('screen', { directory: 'x', packageManager: 'npm', install: true, git: true })
  const start: Turn = { asks: 'What should', screen: [keys.enter], lines: '' }
  await play(terminal, 'screen', [
    start,
    { asks: 'Which resource?', screen: ['cat name', ...Array(7).fill(keys.left), 'o'], lines: '' },
  ])
  await terminal.until('/api/coat')
  await terminal.until('Shift-Tab back')
  terminal.press(keys.shiftTab)
  await play(terminal, 'screen', [start, { asks: 'Which resource?', screen: ['coats name', keys.enter], lines: '' }])
  await play(terminal, 'screen', [
    { asks: 'Another', screen: [keys.enter], lines: '' },
    { asks: 'Write it?', screen: [keys.enter], lines: '' },
  ])
  expect((await choices).resources?.map(({ name }) => name)).toEqual(['coats'])
})
