/** What a character takes of the picture. */
export const cell = { width: 8.4, height: 18 } as const

// Each way from the middle of a cell to one of its edges.
const lines: Readonly<Record<string, string>> = {
  '│': 'm0 -9v18',
  '─': 'm-4.2 0h8.4',
  '┌': 'm4.2 0h-4.2v9',
  '└': 'm4.2 0h-4.2v-9',
}
const shapes: Readonly<Record<string, string>> = {
  '◆': 'm0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z',
  '■': 'm-3.5 -3.5h7v7h-7z',
  '▲': 'm0 -4.5l4.5 8h-9z',
  '●': 'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
}
const outlines: Readonly<Record<string, string>> = {
  '◇': shapes['◆'] as string,
  '◻': shapes['■'] as string,
  '○': shapes['●'] as string,
}

/** A sign at the top left of its cell; those that must meet or be alike are drawn. undefined: it is text. */
export function drawSign(sign: string, x: number, y: number, style: string): string | undefined {
  if (/^[!-~]/.test(sign)) return undefined
  if (sign === '█') return drawBlock(x, y, 1, style)
  const [middle, centre] = [round(x + cell.width / 2), y + cell.height / 2]
  const path = (kind: string, way: string) => `<path class="${kind} ${style}" d="M${middle} ${centre}${way}"/>`
  const line = lines[sign] ?? outlines[sign]
  if (line !== undefined) return path('line', line)
  const shape = shapes[sign]
  if (shape !== undefined) return path('shape', shape)
  return `<text class="${style}" x="${middle}" y="${y + 13}" text-anchor="middle">${sign}</text>`
}

/** Cells that are filled, for a cursor. */
export function drawBlock(x: number, y: number, columns: number, style: string): string {
  const width = round(columns * cell.width)
  return `<rect class="${style}" x="${round(x)}" y="${y + 1}" width="${width}" height="${cell.height - 2}"/>`
}

/** Without the dust of binary fractions. */
export function round(length: number): number {
  return Math.round(length * 100) / 100
}
