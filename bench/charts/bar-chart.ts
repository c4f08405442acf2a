/** Horizontal bars in groups, all on one scale that begins at zero. */
export interface BarChart {
  readonly title: string
  /** What a bar's length says, with its unit. */
  readonly measure: string
  /** Where and with what it was measured. */
  readonly source: string
  readonly groups: readonly Group[]
}

export interface Group {
  /** Empty where there is only one. */
  readonly title: string
  readonly bars: readonly Bar[]
}

export interface Bar {
  readonly label: string
  readonly value: number
  /** Ours. */
  readonly highlighted: boolean
}

const width = 840
const labels = 310
const right = 70
const scaleWidth = width - labels - right
const rowHeight = 22
const headHeight = 66

/** An SVG that brings its own ground, so that it reads the same on a light page and on a dark one. */
export function drawBars({ title, measure, source, groups }: BarChart): string {
  const highest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)))
  if (!(highest > 0)) throw new Error(`${title}: there is nothing to draw`)
  const step = tickStep(highest)
  const end = Math.ceil(highest / step) * step
  const x = (value: number) => labels + (value / end) * scaleWidth

  const rows: string[] = []
  let y = headHeight
  for (const group of groups) {
    if (group.title !== '') {
      rows.push(text(16, y + 15, group.title, 'group'))
      y += rowHeight
    }
    for (const { label, value, highlighted } of group.bars) {
      rows.push(
        text(labels - 10, y + 15, label, 'label'),
        `<rect class="${highlighted ? 'ours' : 'bar'}" x="${labels}" y="${y + 4}" width="${round(x(value) - labels)}" height="14"/>`,
        text(round(x(value)) + 6, y + 15, shown(value), 'value'),
      )
      y += rowHeight
    }
    y += 8
  }
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, at) => at * step)
  const scale = ticks.flatMap((tick) => [
    `<line class="tick" x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${headHeight}" y2="${y}"/>`,
    text(round(x(tick)), y + 16, shown(tick), 'scale'),
  ])
  const height = y + 48
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="6"/>`,
    text(16, 28, title, 'title'),
    text(16, 50, measure, 'note'),
    ...scale,
    ...rows,
    text(16, height - 10, source, 'note'),
    '</svg>',
    '',
  ].join('\n')
}

const style = [
  'text{font:13px system-ui,sans-serif;fill:#1f2328}',
  '.ground{fill:#fff;stroke:#d1d9e0}.title{font-size:16px;font-weight:600}.group{font-weight:600}',
  '.label{text-anchor:end}.scale{text-anchor:middle}.note,.scale{font-size:12px;fill:#59636e}',
  '.bar{fill:#8c959f}.ours{fill:#0969da}.tick{stroke:#d1d9e0}',
  '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.ground{fill:#0d1117;stroke:#3d444d}',
  '.note,.scale{fill:#9198a1}.bar{fill:#6e7681}.ours{fill:#4493f8}.tick{stroke:#3d444d}}',
].join('')

/** 1, 2 or 5 times a power of ten, so that four to ten of them make the scale. */
function tickStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 4))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => highest / step <= 8) ?? power * 10
}

function text(x: number, y: number, words: string, kind: string): string {
  return `<text class="${kind}" x="${x}" y="${y}">${escapeMarkup(words)}</text>`
}

/** Three digits: the measure is no finer. */
function shown(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeMarkup(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
