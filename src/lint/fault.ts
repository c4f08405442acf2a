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
