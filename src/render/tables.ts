import type { Line } from './template.ts'

/** Pads the columns of Markdown tables to one width, so that they read as tables in plain text too. */
export function alignTables(lines: readonly Line[]): Line[] {
  const aligned: Line[] = []
  let table: Line[] = []
  const flush = () => {
    aligned.push(...pad(table))
    table = []
  }
  for (const line of lines) {
    if (line.text.startsWith('|')) {
      table.push(line)
      continue
    }
    flush()
    aligned.push(line)
  }
  flush()
  return aligned
}

function pad(table: readonly Line[]): Line[] {
  const rows = table.map((line) =>
    line.text
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
  const widths = rows[0]?.map((_, column) => Math.max(3, ...rows.map((cells) => (cells[column] ?? '').length))) ?? []
  return table.map((line, row) => {
    const cells = widths.map((width, column) => {
      const cell = rows[row]?.[column] ?? ''
      return cell === '---' ? '-'.repeat(width) : cell.padEnd(width)
    })
    return { ...line, text: `| ${cells.join(' | ')} |` }
  })
}
