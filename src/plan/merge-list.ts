import { type MergedLine, printText, type Text } from './text.ts'

/** Files that are lists of patterns: what one side adds or takes away means the same beside what the other did. */
export function isList(path: string): boolean {
  return /(?:^|\/)\.\w+ignore$/.test(path)
}

/** The user's list without the lines that are left out now, and with those that are new, each in its neighbourhood. */
export function mergeLists(base: Text, yours: Text, next: Text): string {
  const isKept = (line: string) => line.trim() === '' || next.lines.includes(line) || !base.lines.includes(line)
  const merged: MergedLine[] = yours.lines.flatMap((text, own) => (isKept(text) ? [{ text, own }] : []))
  let place = 0
  for (const line of next.lines) {
    const found = line === '' ? -1 : merged.findIndex(({ text }) => text === line)
    if (found !== -1) place = found + 1
    if (found !== -1 || line === '' || base.lines.includes(line)) continue
    merged.splice(place, 0, { text: line })
    place++
  }
  return printText(merged, yours.shape)
}
