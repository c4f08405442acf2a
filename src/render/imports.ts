import { maxWidth } from '../model/line-width.ts'
import type { Line } from './template.ts'

const importLine = /^\s*import (type )?(?:\{ (.+) \}|(\* as \w+|\w+)) from '(.+)'$/

interface Import {
  readonly from: string
  readonly typeOnly: boolean
  /** Each with the line that brought it first. */
  readonly names: Map<string, Line>
  readonly binding: string | undefined
  readonly line: Line
}

/**
 * Gathers the import lines of a TypeScript file, wherever a template or fragment wrote them, at its top: merged by
 * module, sorted as formatters sort them. So a fragment brings its own imports, and they leave with it.
 */
export function gatherImports(lines: readonly Line[]): Line[] {
  const imports = new Map<string, Import>()
  const rest: Line[] = []
  for (const line of lines) {
    const match = line.text.includes('import ') ? importLine.exec(line.text) : null
    if (match) addImport(imports, line, match)
    else rest.push(line)
  }
  if (imports.size === 0) return rest
  for (const [key, found] of imports) if (hasTypesAlone(found)) asTypes(imports, key, found)
  const leading = rest.findIndex((line) => !/^(\/\/|\/\*|#!)/.test(line.text))
  const head = leading === -1 ? rest.length : leading
  const gathered = sortBy(imports.values(), moduleKey).flatMap(print)
  const gap: Line = { text: '', path: '', number: 0 }
  return [...rest.slice(0, head), ...gathered, gap, ...rest.slice(head)]
}

function addImport(imports: Map<string, Import>, line: Line, [, type, names, binding, from]: RegExpExecArray): void {
  const typeOnly = type !== undefined
  const key = `${from} ${typeOnly} ${binding ?? ''}`
  const known = imports.get(key)
  const added = known ?? { from: from as string, typeOnly, names: new Map<string, Line>(), binding, line }
  for (const name of names?.split(', ') ?? []) if (!added.names.has(name)) added.names.set(name, line)
  imports.set(key, added)
}

function hasTypesAlone({ typeOnly, binding, names }: Import): boolean {
  return !typeOnly && binding === undefined && [...names.keys()].every((name) => name.startsWith('type '))
}

/** An import of types that no value joined. */
function asTypes(imports: Map<string, Import>, key: string, { from, names }: Import): void {
  imports.delete(key)
  for (const [name, line] of names) addTypes(imports, from, name.slice('type '.length), line)
}

function addTypes(imports: Map<string, Import>, from: string, name: string, line: Line): void {
  const key = `${from} true `
  const known = imports.get(key) ?? { from, typeOnly: true, names: new Map<string, Line>(), binding: undefined, line }
  if (!known.names.has(name)) known.names.set(name, line)
  imports.set(key, known)
}

/** Built-in modules first, then paths from far to near, each in natural order; types before values of one module. */
function moduleKey({ from, typeOnly }: Import): string {
  return `${distance(from)}${orderKey(from)}\u0000${typeOnly ? 0 : 1}`
}

function distance(from: string): number {
  if (!from.startsWith('.')) return 0
  return from.startsWith('..') ? 1 : 2
}

function print({ from, typeOnly, names, binding, line }: Import): Line[] {
  const keyword = typeOnly ? 'import type' : 'import'
  if (binding !== undefined) return [{ ...line, text: `${keyword} ${binding} from '${from}'` }]
  const sorted = sortBy(names.keys(), nameKey)
  const flat = `${keyword} { ${sorted.join(', ')} } from '${from}'`
  // The formatter never breaks the line of a single name.
  if (flat.length <= maxWidth || sorted.length === 1) return [{ ...line, text: flat, ...mergedInto(line, names) }]
  const members = sorted.map((name) => ({ ...(names.get(name) ?? line), text: `  ${name},` }))
  return [{ ...line, text: `${keyword} {` }, ...members, { ...line, text: `} from '${from}'` }]
}

function mergedInto(line: Line, names: ReadonlyMap<string, Line>): Pick<Line, 'also'> {
  const others = new Set(names.values())
  others.delete(line)
  return others.size === 0 ? {} : { also: [...others] }
}

function nameKey(name: string): string {
  return orderKey(name.replace(/^type /, ''))
}

function sortBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): Value[] {
  const keyed = [...values].map((value) => ({ value, key: keyOf(value) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ value }) => value)
}

/** Natural order: folders ahead of files, numbers by size, and of one letter's two forms the capital first. */
function orderKey(text: string): string {
  return text
    .replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'))
    .replaceAll(/[a-z]/gi, (letter) => `${letter.toLowerCase()}${Number(letter >= 'a')}`)
    .replaceAll(/[/.-]/g, (sign) => ` ${'/.-'.indexOf(sign)}`)
}
