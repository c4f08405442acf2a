import type { Look, Run } from '../../test/command/terminal/runs.ts'
import { cell, drawBlock, drawSign, round } from './draw-sign.ts'
import { styleSheet } from './style-sheet.ts'

const padding = 18
const bar = 36

/** A terminal's screen as SVG, in a window with a title. The same screen gives the same bytes. */
export function drawScreen(lines: readonly (readonly Run[])[], title: string): string {
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + [...text].length, 0)))
  const width = round(columns * cell.width + 2 * padding)
  const height = bar + lines.length * cell.height + padding
  const text = lines.map((line) =>
    line
      .map((run) => run.text)
      .join('')
      .trimEnd(),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" aria-describedby="screen">
<title id="title">${escaped(title)}</title>
<desc id="screen">${escaped(text.join('\n'))}</desc>
<style>
${styleSheet}
</style>
<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<circle class="button" cx="20" cy="18" r="5"/>
<circle class="button" cx="38" cy="18" r="5"/>
<circle class="button" cx="56" cy="18" r="5"/>
<text class="gray" x="${round(width / 2)}" y="22.5" text-anchor="middle">${escaped(title)}</text>
<g transform="translate(${padding} ${bar})">
${lines.flatMap((line, row) => line.flatMap((run) => drawRun(run, row * cell.height))).join('\n')}
</g>
</svg>
`
}

function drawRun({ text, column, look }: Run, y: number): readonly string[] {
  const style = classOf(look)
  const block = look.isInverse ? [drawBlock(column * cell.width, y, [...text].length, style)] : []
  const pieces = piecesOf(text).map(({ piece, at }) => {
    const x = (column + at) * cell.width
    return drawSign(piece, x, y, style) ?? drawWords(piece, x, y, look.isInverse ? 'inverse' : style)
  })
  return [...block, ...pieces]
}

/** Words stay together; each other sign stands alone, since few fonts give it the width of a letter. */
function piecesOf(text: string): readonly { readonly piece: string; readonly at: number }[] {
  return [...text.matchAll(/[!-~]+(?: [!-~]+)*|[^ -~]/gu)].map(({ 0: piece, index }) => ({
    piece,
    at: [...text.slice(0, index)].length,
  }))
}

/** As wide as the terminal's columns, whatever the font. */
function drawWords(words: string, x: number, y: number, style: string): string {
  const width = round([...words].length * cell.width)
  return `<text class="${style}" x="${round(x)}" y="${y + 13}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`
}

const colours: Readonly<Record<number, string>> = { 1: 'red', 2: 'green', 3: 'yellow', 6: 'cyan', 8: 'gray' }

function classOf({ colour, isBold, isDim }: Look): string {
  const name = colour === undefined ? 'plain' : colours[colour]
  if (name === undefined) throw new Error(`scripts/picture/draw-screen.ts: there is no style for colour ${colour}`)
  return [isDim ? 'gray' : name, ...(isBold ? ['bold'] : [])].join(' ')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
