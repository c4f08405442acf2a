// Below this many columns what a term means is on the lines after it, not beside it.
const narrow = 60
// Text is not wrapped to fewer columns than this.
const minWidthToWrap = 20
const indent = '  '

/** A heading with its terms and what they mean, aligned to `termWidth` and at most `width` columns wide. */
export function listOf(
  heading: string,
  items: readonly (readonly [term: string, about: string])[],
  width: number,
  termWidth = Math.max(...items.map(([term]) => term.length)),
): string {
  const lines = items.map(([term, about]) =>
    width < narrow ? itemBelow(term, about, width) : itemBeside(term.padEnd(termWidth), about, width),
  )
  return [heading, ...lines, ''].join('\n')
}

function itemBeside(term: string, about: string, width: number): string {
  const start = indent + term + indent
  return start + wrap(about, width - start.length).replaceAll('\n', `\n${' '.repeat(start.length)}`)
}

function itemBelow(term: string, about: string, width: number): string {
  return `${indent}${term}\n${wrap(about, width - 6).replace(/^/gm, ' '.repeat(6))}`
}

/** Breaks lines between words; a word that is longer than a line is not broken. */
export function wrap(text: string, width: number): string {
  if (width < minWidthToWrap) return text
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
