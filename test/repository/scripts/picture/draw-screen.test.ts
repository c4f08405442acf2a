import { expect, test } from 'vitest'
import { drawScreen } from '../../../../scripts/picture/draw-screen.ts'
import type { Look, Run } from '../../../command/terminal/runs.ts'

const plain: Look = { colour: undefined, isBold: false, isDim: false, isInverse: false }
const run = (text: string, look: Partial<Look> = {}, column = 0): Run => ({ text, column, look: { ...plain, ...look } })
const draw = (...line: readonly Run[]): string => drawScreen([line], 'a <title>')
const elements = (svg: string): readonly string[] => svg.split('<g ')[1]?.split('\n').slice(1, -3) ?? []

test.each<[string, Run, readonly RegExp[]]>([
  ['words', run('ab  c d'), [/x="0".* textLength="16.8".*>ab</, /x="33.6".* textLength="25.2".*>c d</]],
  ['markup', run('<&>'), [/textLength="25.2".*>&lt;&amp;&gt;</]],
  ['a sign', run('a…b'), [/>a</, /x="12.6".* text-anchor="middle">…</, /x="16.8".*>b</]],
  ['a rail', run('│ '), [/<path class="line plain"/]],
  ['a cursor', run('█', { colour: 6 }), [/<rect class="cyan" x="0"/]],
  ['reversed text', run('ab', { isInverse: true }), [/<rect class="plain".*width="16.8"/, /<text class="inverse"/]],
  ['styled text', run('a', { colour: 2, isBold: true }, 1), [/class="green bold" x="8.4"/]],
])('%s: each piece stands at its column', (_, line, pieces) => {
  const drawn = elements(draw(line))
  expect(drawn).toEqual(pieces.map((piece) => expect.stringMatching(piece)))
})

test('a colour without a style is named', () => {
  expect(() => draw(run('a', { colour: 5 }))).toThrow('no style for colour 5')
})

test('who sees no picture gets its text', () => {
  const svg = draw(run('a < b  '))
  expect(svg).toContain('<title id="title">a &lt;title&gt;</title>')
  expect(svg).toContain('<desc id="screen">a &lt; b</desc>')
})

test('every colour can be read on its ground, by day and by night', () => {
  const [day = '', night = ''] = draw().split('@media')
  for (const rules of [day, night]) {
    const ground = /\.window \{ fill: (#\w+)/.exec(rules)?.[1] ?? ''
    const colours = [...rules.matchAll(/ color: (#\w+)/g)].map(([, colour = '']) => colour)
    expect(colours).toHaveLength(6)
    for (const colour of colours) expect(contrastOf(colour, ground), `${colour} on ${ground}`).toBeGreaterThan(4.5)
  }
})

/** WCAG 2.2, "contrast ratio". */
function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
