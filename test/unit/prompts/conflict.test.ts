import { describe, expect, test } from 'vitest'
import { askAboutConflict } from '../../../src/prompts/conflict.ts'
import { enter, mannerNames, manners, play, ready } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { uiOf } from './tiny-ui.ts'

describe.each(mannerNames)('a directory in use, by %s', (manner) => {
  function asking(replaced: readonly string[]) {
    const terminal = new FakeTerminal()
    const ui = uiOf(terminal, { env: manners[manner], directories: { taken: { kind: 'file' } } })
    return { terminal, choice: askAboutConflict('my-app', replaced, ui) }
  }

  test.each([
    ['Enter alone cancels', [keys.enter], '', 'cancel'],
    ['cancel is a choice', [keys.down, keys.up, keys.enter], '1', 'cancel'],
    ['overwrite is a choice', [keys.down, keys.enter], '2', 'overwrite'],
  ] as const)('%s', async (_name, screen, lines, expected) => {
    const { terminal, choice } = asking(['package.json'])
    await play(terminal, manner, [{ asks: 'What now?', screen, lines }])
    expect(await choice).toBe(expected)
  })

  test('another name is judged, and can be taken back', async () => {
    const { terminal, choice } = asking(['package.json'])
    const rename = { asks: 'What now?', screen: [keys.up, keys.enter], lines: '3' }
    await play(terminal, manner, [rename, { asks: 'instead?', screen: [keys.left], lines: '<' }, rename])
    await play(terminal, manner, [{ asks: 'instead?', screen: [keys.enter], lines: '' }])
    await terminal.until('type a name')
    terminal.press('taken', enter[manner])
    await terminal.until('taken is a file')
    terminal.press(...(manner === 'screen' ? [keys.clearLine, 'other', keys.enter] : ['other\n']))
    expect(await choice).toEqual({ directory: 'other' })
  })

  test.each([
    [
      'each file that would be replaced',
      ['package.json', 'src/app.ts'],
      ['  package.json', '  src/app.ts', '2 files;'],
    ],
    ['the first of many', Array.from({ length: 20 }, (_, at) => `f${at}`), ['  f11', '  and 8 more', '20 files;']],
    ['that there is none', [], ['None of its files would be replaced']],
  ] as const)('%s is shown', async (_name, replaced, shown) => {
    const { terminal, choice } = asking(replaced)
    await ready(terminal, manner, 'What now?')
    expect(terminal.text).toContain('my-app is in use')
    for (const text of shown) expect(terminal.text).toContain(text)
    expect(terminal.text).not.toContain('f12')
    terminal.press(enter[manner])
    await choice
  })
})
