import { literal } from './template.ts'

/** What marks the place of a slot in what a template renders to. */
export function markSlot(name: unknown): string {
  return `\u0003${name}\u0003`
}

/** The helpers of templates that write a value; there are no others. */
export const helpers: Readonly<Record<string, (...values: readonly unknown[]) => string>> = {
  slot: markSlot,
  json(value, indent) {
    // The formatter writes exponents without a plus; what is between quotes stays.
    const text = JSON.stringify(value, null, 2).replaceAll(/("(?:[^"\\]|\\.)*")|e\+/g, (_, string) => string ?? 'e')
    return typeof indent === 'number' ? text.replaceAll('\n', `\n${' '.repeat(indent)}`) : text
  },
  literal,
}
