/** What is wrong with a template or manifest, where, and what to do about it. `line` counts from 1. */
export interface Fault {
  readonly path: string
  readonly line: number
  readonly message: string
  readonly remedy: string
}

/** `templates/cors/feature.json:12: the option "dir" is used nowhere: use {{options.dir}} in a template, or take it out`. */
export function showFault({ path, line, message, remedy }: Fault): string {
  return `${path}:${line}: ${message}: ${remedy}`
}

/** The line of a JSON text that holds the last of these strings, each looked for behind the one before; else the first. */
export function lineOf(json: string, ...strings: readonly string[]): number {
  const place = strings.reduce((from, text) => (from === -1 ? -1 : json.indexOf(JSON.stringify(text), from)), 0)
  return place === -1 ? 1 : lineAt(json, place)
}

/** The line of a place in a text. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length
}
