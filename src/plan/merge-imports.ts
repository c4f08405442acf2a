/** Lines of the three sides that stand for each other. */
export interface Parts {
  readonly base: readonly string[]
  readonly yours: readonly string[]
  readonly next: readonly string[]
}

interface Import {
  readonly line: string
  /** What makes two imports one: the module, what is bound, and whether types alone are. */
  readonly key: string
  readonly names: readonly string[]
  readonly print: (names: readonly string[]) => string
}

type Imports = ReadonlyMap<string, Import>

const pattern = /^(import (?:type )?)(?:(\{ ?)(.+?)( ?\})|(\w+|\* as \w+))( from (['"])(.+)\7;?)$/

/**
 * Merges lines that are imports alone, on which each side has added or left out names and modules: their order has no
 * meaning, so that changes beside each other are no conflict. Undefined where that is not all there is.
 */
export function mergeImports(parts: Parts): readonly string[] | undefined {
  const [base, yours, next] = [readImports(parts.base), readImports(parts.yours), readImports(parts.next)]
  if (base === undefined || yours === undefined || next === undefined) return undefined
  const merged = new Map<string, string>()
  for (const [key, one] of yours) {
    const names = mergeNames(base.get(key)?.names ?? [], one.names, next.get(key)?.names ?? [])
    const isDropped = base.has(key) && !next.has(key) && names.length === 0
    if (!isDropped) merged.set(key, names.join() === one.names.join() ? one.line : one.print(names))
  }
  return [...addImports(merged, base, yours, next)]
}

/** Puts in what the new side alone has, each behind the import that it follows there. */
function addImports(merged: Map<string, string>, base: Imports, yours: Imports, next: Imports): Iterable<string> {
  const entries = [...merged]
  let place = 0
  for (const [key, { line, names, print }] of next) {
    const found = entries.findIndex(([other]) => other === key)
    if (found !== -1) place = found + 1
    if (found !== -1 || yours.has(key)) continue
    const known = base.get(key)?.names
    const added = known === undefined ? names : names.filter((name) => !known.includes(name))
    if (added.length === 0) continue
    entries.splice(place, 0, [key, added.length === names.length ? line : print(added)])
    place++
  }
  return entries.map(([, line]) => line)
}

function mergeNames(base: readonly string[], yours: readonly string[], next: readonly string[]): readonly string[] {
  const kept = yours.filter((name) => next.includes(name) || !base.includes(name))
  return [...kept, ...next.filter((name) => !base.includes(name) && !kept.includes(name))]
}

function readImports(lines: readonly string[]): Imports | undefined {
  const imports = lines.map(readImport)
  if (imports.some((one) => one === undefined)) return undefined
  const known = imports as readonly Import[]
  const byKey = new Map(known.map((one) => [one.key, one]))
  // Two of one module would have to become one, in an order that nobody chose.
  return byKey.size === known.length ? byKey : undefined
}

function readImport(line: string): Import | undefined {
  const match = pattern.exec(line)
  if (match === null) return undefined
  const [, start = '', open = '', list = '', close = '', binding = '', end = '', , module = ''] = match
  const key = `${start}${binding} ${module}`
  const names = binding === '' ? list.split(/,\s*/).filter((name) => name !== '') : [binding]
  const print = (some: readonly string[]) => `${start}${open}${some.join(', ')}${close}${end}`
  return { line, key, names, print: binding === '' ? print : () => line }
}
