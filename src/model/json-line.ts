/** The line of a JSON text that holds the last of these strings, each looked for after the one before; else the first. */
export function lineOf(json: string, ...strings: readonly string[]): number {
  const place = strings.reduce((from, text) => (from === -1 ? -1 : json.indexOf(JSON.stringify(text), from)), 0)
  return place === -1 ? 1 : lineAt(json, place)
}

/** The line of a place in a text. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length
}
