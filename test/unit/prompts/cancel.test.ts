import { describe, expect, test } from 'vitest'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { askAboutConflict } from '../../../src/prompts/conflict.ts'
import { dialogue, type Manner, mannerNames, manners, play, ready } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, uiOf } from './tiny-ui.ts'

type Stop = (terminal: FakeTerminal, run: AbortController) => void

const stops: Readonly<Record<Manner, Readonly<Record<string, Stop>>>> = {
  screen: {
    'Ctrl-C': (terminal) => terminal.press(keys.ctrlC),
    Esc: (terminal) => terminal.press(keys.escape),
    'Ctrl-D': (terminal) => terminal.press(keys.ctrlD),
    'the end of input': (terminal) => terminal.input.end(),
    'a closed input': (terminal) => terminal.input.destroy(),
    'the signal': (_terminal, run) => run.abort(),
  },
  // In lines the terminal turns Ctrl-C into a signal and Ctrl-D into the end of input.
  lines: {
    'Ctrl-C': (terminal) => terminal.press(`${keys.ctrlC}\n`),
    Esc: (terminal) => terminal.press(`${keys.escape}\n`),
    'the end of input': (terminal) => terminal.input.end(),
    'a closed input': (terminal) => terminal.input.destroy(),
    'a broken input': (terminal) => terminal.input.destroy(new Error('read EIO')),
    'the signal': (_terminal, run) => run.abort(),
  },
}

const cancelled = { name: 'Failure', code: 'cancelled', message: 'cancelled, nothing was written' }

describe.each(mannerNames)('by %s', (manner) => {
  describe.each(Object.entries(stops[manner]))('%s cancels', (_name, stop) => {
    test.each(dialogue.map(({ asks }, index) => [asks, index] as const))('at "%s"', async (asks, index) => {
      const terminal = new FakeTerminal()
      const run = new AbortController()
      const ui = uiOf(terminal, { env: manners[manner], signal: run.signal })
      const choices = askOpenQuestions(pack, nothingSaid, ui)
      await play(terminal, manner, dialogue.slice(0, index))
      await ready(terminal, manner, asks)
      stop(terminal, run)
      await expect(choices).rejects.toMatchObject(cancelled)
      expect(terminal.input.isRaw).toBe(false)
      expect(leftBehind(terminal)).toEqual([])
    })

    test('at a directory in use, and at its new name', async () => {
      for (const turns of [[], [{ asks: 'What now?', screen: [keys.up, keys.enter], lines: '3' }]]) {
        const terminal = new FakeTerminal()
        const run = new AbortController()
        const choice = askAboutConflict('x', [], uiOf(terminal, { env: manners[manner], signal: run.signal }))
        await play(terminal, manner, turns)
        await ready(terminal, manner, turns.length === 0 ? 'What now?' : 'instead?')
        stop(terminal, run)
        await expect(choice).rejects.toMatchObject(cancelled)
      }
    })
  })

  test.each<[string, Stop]>([
    ['an input that has ended', (terminal) => terminal.input.end().resume()],
    ['a closed input', (terminal) => terminal.input.destroy()],
    ['a run that is over', (_terminal, run) => run.abort()],
  ])('%s cancels at the first question', async (_name, stop) => {
    const terminal = new FakeTerminal()
    const run = new AbortController()
    stop(terminal, run)
    await new Promise(setImmediate)
    const ui = uiOf(terminal, { env: manners[manner], signal: run.signal })
    await expect(askOpenQuestions(pack, nothingSaid, ui)).rejects.toMatchObject(cancelled)
  })

  test('the signal prints nothing more once all is answered', async () => {
    const terminal = new FakeTerminal()
    const run = new AbortController()
    const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal, { env: manners[manner], signal: run.signal }))
    await play(terminal, manner, dialogue)
    await choices
    const printed = terminal.raw
    run.abort()
    expect(terminal.raw).toBe(printed)
    expect(leftBehind(terminal)).toEqual([])
  })
})

/** Listeners that would keep a finished prompt alive. */
function leftBehind(terminal: FakeTerminal): readonly string[] {
  return ['keypress', 'end', 'close', 'error'].filter((event) => terminal.input.listenerCount(event) > 0)
}

test('Ctrl-D deletes in a text, and cancels where there is none', async () => {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, nothingSaid, uiOf(terminal))
  await ready(terminal, 'screen', 'Where should the project go?')
  terminal.press('ab', keys.ctrlD, keys.left, keys.left, keys.ctrlD, keys.ctrlD, 'c')
  await terminal.until('c█')
  terminal.press('\x7f', keys.ctrlD)
  await expect(choices).rejects.toMatchObject(cancelled)
})
