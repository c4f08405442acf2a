import { readFileSync } from 'node:fs'

const table = 'test/survivors.md'

/** Tells whether the table of faults that no test notices says why for this one. A `*` stands for anything. */
export function explanations(): (id: string) => boolean {
  const rows = [...readFileSync(table, 'utf8').matchAll(/^\| `(templates\/[^`]+)` *\|/gm)]
  const patterns = rows.map(([, id = '']) => new RegExp(`^${id.split('*').map(literally).join('.*')}$`))
  return (id) => patterns.some((pattern) => pattern.test(id))
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
