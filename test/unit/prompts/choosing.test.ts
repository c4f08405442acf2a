import { describe, expect, test } from 'vitest'
import type { Choices } from '../../../src/model/answers.ts'
import { askOpenQuestions } from '../../../src/prompts/ask.ts'
import { packOf } from '../../support/tiny-pack.ts'
import { type Manner, mannerNames, manners, play, ready } from './dialogue.ts'
import { FakeTerminal, keys } from './fake-terminal.ts'
import { nothingSaid, pack, uiOf } from './tiny-ui.ts'

const settled = { directory: 'x', packageManager: 'npm', install: true, git: true } as const

function asking(manner: Manner, given: Partial<Choices>) {
  const terminal = new FakeTerminal()
  const choices = askOpenQuestions(pack, { ...nothingSaid, ...given }, uiOf(terminal, { env: manners[manner] }))
  return { terminal, choices }
}

describe.each(mannerNames)('by %s', (manner) => {
  test('a preset that a flag does not go with is not taken, another is', async () => {
    const { terminal, choices } = asking(manner, { ...settled, options: { shelf: { dir: 'd', mode: 'neat' } } })
    await play(terminal, manner, [{ asks: 'What should', screen: [keys.enter], lines: 'small' }])
    await terminal.until('--shelf-dir needs shelf')
    terminal.press(...(manner === 'screen' ? [keys.down, keys.enter] : ['big\n']))
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [keys.enter], lines: '' },
      { asks: 'Another', screen: [keys.enter], lines: '' },
      { asks: 'Write it?', screen: [keys.enter], lines: '' },
    ])
    expect(await choices).toMatchObject({ preset: 'big' })
  })

  test('features chosen one by one bring what they require, and say so', async () => {
    const { terminal, choices } = asking(manner, { ...settled, resources: [] })
    await play(terminal, manner, [
      { asks: 'What should', screen: [keys.up, keys.enter], lines: 'choose myself' },
      { asks: 'Things', screen: [keys.space, keys.enter], lines: '3' },
    ])
    expect(terminal.text).toContain('(requires Paths)')
    await terminal.until('Paths comes along: Things requires it')
    await play(terminal, manner, [{ asks: 'Write it?', screen: [keys.enter], lines: '' }])
    expect((await choices).features).toEqual(['things'])
  })

  test('a capability is one question, with the default of that Node first chosen', async () => {
    const store = { type: 'provider', question: 'Where are they kept?', hint: 'things' } as const
    const own = packOf({
      base: { templates: { 'files/package.json': '{}\n' } },
      things: { manifest: { options: { store } } },
      'store-attic': { manifest: { title: 'Attic', hint: 'dry', provides: 'store', node: '24', defaultFrom: 24 } },
      'store-cellar': { manifest: { title: 'Cellar', hint: 'cool', provides: 'store', defaultFrom: 20 } },
    })
    const terminal = new FakeTerminal()
    const given = { ...nothingSaid, ...settled, features: ['things'] }
    const choices = askOpenQuestions(own, given, uiOf(terminal, { pack: own, env: manners[manner] }))
    await terminal.until('Where are they kept?')
    terminal.press(...(manner === 'screen' ? [keys.up] : ['1\n']))
    await terminal.until('--store attic needs Node 24')
    terminal.press(...(manner === 'screen' ? [keys.down, keys.enter] : ['\n']))
    await play(terminal, manner, [{ asks: 'Write it?', screen: [keys.enter], lines: '' }])
    expect((await choices).options).toEqual({ things: { store: 'cellar' } })
  })

  test.each<[string, Partial<Choices>, readonly string[], readonly string[]]>([
    ['ruled out', { without: ['paths'] }, ['Shelf'], ['Paths', 'Things']],
    ['asked for', { with: ['things'] }, ['Shelf'], ['Paths', 'Things']],
  ])('a feature that a flag %s is no option, nor what hangs on it', async (_name, given, options, others) => {
    const { terminal, choices } = asking(manner, { ...settled, ...given })
    await play(terminal, manner, [{ asks: 'What should', screen: [keys.up, keys.enter], lines: '3' }])
    await terminal.until('Which features?')
    const from = terminal.text.lastIndexOf('Which features?')
    await terminal.until(manner === 'screen' ? 'Esc cancels' : '\n> ')
    for (const title of options) expect(terminal.text.slice(from)).toContain(title)
    for (const title of others) expect(terminal.text.slice(from)).not.toContain(title)
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })

  test('the summary counts files, lines and dependencies and names what was chosen', async () => {
    const { terminal, choices } = asking(manner, {
      directory: 'x',
      packageManager: 'npm',
      install: true,
      preset: 'small',
    })
    await play(terminal, manner, [
      { asks: 'Which resource?', screen: [keys.enter], lines: '' },
      { asks: 'Another', screen: [keys.enter], lines: '' },
      { asks: 'Start a git', screen: [keys.enter], lines: '' },
    ])
    await ready(terminal, manner, 'Write it?')
    const rows = ['directory:    x', 'features:     Paths, Things', 'resources:    notes', 'files:        2']
    for (const row of [...rows, 'lines:        3', 'dependencies: 0']) expect(terminal.text).toContain(row)
    terminal.input.end()
    await expect(choices).rejects.toThrow()
  })
})
