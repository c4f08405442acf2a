import { type Feature, manifestPath } from '../../src/model/pack.ts'
import type { Mutant } from './mutant.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Key = string | number

const other: Readonly<Record<string, string>> = { directory: 'text', integer: 'text', text: 'integer', choice: 'text' }

/** Faults in a manifest, one a value: words and numbers become others, entries of lists and switches go away. */
export function manifestMutants(feature: Feature): readonly Mutant[] {
  const { id, text = '' } = feature
  const manifest = JSON.parse(text) as Json
  const path = manifestPath(feature)
  return leavesOf(manifest, []).flatMap(({ keys, value }) => {
    if (keys[0] === '$schema') return []
    const change = changeOf(keys, value)
    const after = change === undefined ? without(manifest, keys) : replaced(manifest, keys, change)
    const what = `${path} ${keys.join('.')} ${change === undefined ? 'is left out' : `is ${JSON.stringify(change)}`}`
    return [
      { id: what, feature: id, kind: 'manifest', path, before: text, after: `${JSON.stringify(after, null, 2)}\n` },
    ]
  })
}

function leavesOf(
  value: Json,
  keys: readonly Key[],
): readonly { readonly keys: readonly Key[]; readonly value: Json }[] {
  if (typeof value !== 'object' || value === null) return [{ keys, value }]
  const entries: readonly (readonly [Key, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(value)
  return entries.flatMap(([key, item]) => leavesOf(item, [...keys, key]))
}

/** Another value in place of this one; undefined where it goes away: in lists of names, and switches. */
function changeOf(keys: readonly Key[], value: Json): Json | undefined {
  if (typeof keys.at(-1) === 'number' || value === true) return undefined
  if (typeof value === 'number') return value + 2
  if (keys.at(-1) === 'type') return other[String(value)]
  if (/^\d+$/.test(String(value))) return String(Number(value) + 1)
  return value === '' ? 'x' : `${value}x`.replace(/^(\*|true|false)x$/, 'x')
}

function replaced(value: Json, [key, ...rest]: readonly Key[], change: Json): Json {
  if (key === undefined) return change
  if (Array.isArray(value))
    return value.map((item: Json, index) => (index === key ? replaced(item, rest, change) : item))
  const holder = value as Readonly<Record<string, Json>>
  return { ...holder, [key]: replaced(holder[key] ?? null, rest, change) }
}

function without(value: Json, [key, ...rest]: readonly Key[]): Json {
  if (rest.length > 0) {
    const inner = without((value as Readonly<Record<Key, Json>>)[key ?? ''] ?? null, rest)
    // A list that loses its last entry goes with it: the schema wants no empty ones.
    if (Array.isArray(inner) && inner.length === 0) return without(value, [key ?? ''])
    return replaced(value, [key ?? ''], inner)
  }
  if (Array.isArray(value)) return value.filter((_, index) => index !== key)
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== key)) as Json
}
