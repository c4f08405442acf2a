import { type ParseError, parse } from 'jsonc-parser'
import { editJson, type JsonEdit } from './edit-json.ts'

export interface JsonMerge {
  readonly text: string
  /** Keys of which both sides changed the value, as in `scripts.dev`: the user's is kept. */
  readonly conflicts: readonly string[]
}

type Json = { readonly [key: string]: unknown }
type Path = readonly string[]

/** Files that are merged by their keys, and never get a marker, with which no tool could read them. */
export function isKeyed(path: string): boolean {
  return /(?:^|\/)(?:package|tsconfig(?:\.[\w-]+)*)\.json$/.test(path)
}

/**
 * Makes in a user's file what changed from the base to the new one, key by key; its comments, order and indentation
 * stay. Undefined where it is not a JSON object. Texts have LF line ends and no byte order mark.
 */
export function mergeJson(base: string, yours: string, next: string): JsonMerge | undefined {
  const [before, own, after] = [readObject(base), readObject(yours), readObject(next)]
  if (before === undefined || own === undefined || after === undefined) return undefined
  const conflicts: string[] = []
  const changes = compare([], before, own, after, conflicts)
  return { text: changes.reduce(editJson, yours), conflicts }
}

function readObject(text: string): Json | undefined {
  const errors: ParseError[] = []
  const json: unknown = parse(text, errors, { allowTrailingComma: true })
  return errors.length === 0 && isObject(json) ? json : undefined
}

function compare(path: Path, base: Json, yours: Json, next: Json, conflicts: string[]): readonly JsonEdit[] {
  const keys = [...new Set([...Object.keys(next), ...Object.keys(base)])]
  return keys.flatMap((key): readonly JsonEdit[] => {
    const [before, own, after] = [memberOf(base, key), memberOf(yours, key), memberOf(next, key)]
    const here = [...path, key]
    if (same(before, after) || same(own, after)) return []
    if (isObject(own) && isObject(after)) {
      return compare(here, isObject(before) ? before : {}, own, after, conflicts)
    }
    // Where it is gone, it stays gone.
    if (own === undefined && before !== undefined) return []
    if (same(own, before)) return [{ path: here, value: after, ...afterIn(next, yours, key) }]
    if (isObject(own) && isObject(before) && after === undefined) return compare(here, before, own, {}, conflicts)
    const list = mergeValues(before, own, after)
    if (list !== undefined) return [{ path: here, value: list }]
    conflicts.push(here.join('.'))
    return []
  })
}

/** Lists of plain values, as sets: what was added is added, what was left out goes. */
function mergeValues(before: unknown, own: unknown, after: unknown): readonly unknown[] | undefined {
  const [base = [], yours, next] = [before, own, after].map((value) => (isPlainList(value) ? value : undefined))
  if (yours === undefined || next === undefined || (before !== undefined && !isPlainList(before))) return undefined
  const kept = yours.filter((value) => next.includes(value) || !base.includes(value))
  return [...kept, ...next.filter((value) => !base.includes(value) && !kept.includes(value))]
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object')
}

function afterIn(next: Json, yours: Json, key: string): Pick<JsonEdit, 'after'> {
  const before = Object.keys(next).slice(0, Object.keys(next).indexOf(key))
  const neighbour = before.findLast((other) => Object.hasOwn(yours, other))
  return neighbour === undefined ? {} : { after: neighbour }
}

function memberOf(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(one: unknown, other: unknown): boolean {
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...keys].every((key) => same(memberOf(one, key), memberOf(other, key)))
  }
  return JSON.stringify(one) === JSON.stringify(other)
}
