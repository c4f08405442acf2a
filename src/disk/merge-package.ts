import { isObject, isUntouchedInit, type JsonObject, takenFromUser, withoutPlaceholders } from './init-package.ts'

/** The merged text, or why there is none: a sentence that names what stands against it and ends in the next move. */
export type Merged = { readonly text: string } | { readonly conflict: string }

/**
 * Keeps what a package.json has and adds what is missing of ours; what `init` of a package manager wrote by itself is
 * replaced, and the answers that our first projects kept in it are left out. What would stop the project from working
 * is a conflict. Indentation and line ends stay as they are. `manager`: the project's package manager.
 */
export function mergePackage(existing: string, ours: string, manager?: unknown): Merged {
  const found = parse(existing)
  if (!isObject(found)) {
    return { conflict: 'package.json holds no JSON object. Mend or remove it, or choose another name.' }
  }
  const additions = JSON.parse(ours) as JsonObject
  if (isUntouchedInit(found)) return { text: replaceInit(found, additions, ours, manager) }
  const { [ownKey]: _, ...theirs } = withoutPlaceholders(found)
  const conflict =
    typeConflict(theirs, additions) ?? scriptConflict(theirs, additions) ?? shapeConflict(theirs, additions)
  if (conflict !== undefined) return { conflict }
  const merged = complete(theirs, withoutKnownPackages(theirs, additions))
  const unchanged = JSON.stringify(merged) === JSON.stringify(found)
  return { text: unchanged ? existing : print(merged, existing) }
}

/** Ours, with what a package manager took from the user's settings. */
function replaceInit(found: JsonObject, additions: JsonObject, ours: string, manager: unknown): string {
  const taken = takenFromUser(found, manager)
  return Object.keys(taken).length === 0 ? ours : print(complete(additions, taken), ours)
}

/** Where our first projects kept their answers. */
const ownKey = 'create-raw-http-app'

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function typeConflict(theirs: JsonObject, ours: JsonObject): string | undefined {
  if (theirs.type === undefined || ours.type === undefined || theirs.type === ours.type) return undefined
  return `package.json has "type": ${JSON.stringify(theirs.type)}, where the project needs ${JSON.stringify(ours.type)}. Change it, or choose another name.`
}

function scriptConflict(theirs: JsonObject, ours: JsonObject): string | undefined {
  const own = isObject(theirs.scripts) ? theirs.scripts : {}
  const needed = isObject(ours.scripts) ? ours.scripts : {}
  const other = Object.keys(needed).find((name) => Object.hasOwn(own, name) && own[name] !== needed[name])
  if (other === undefined) return undefined
  return `package.json has a script "${other}" of its own (${JSON.stringify(own[other])}), where the project needs ${JSON.stringify(needed[other])}. Rename or remove it, or choose another name.`
}

function shapeConflict(theirs: JsonObject, ours: JsonObject): string | undefined {
  const odd = Object.keys(ours).find(
    (key) => isObject(ours[key]) && Object.hasOwn(theirs, key) && !isObject(theirs[key]),
  )
  return odd && `package.json has a "${odd}" that is no object. Mend or remove it, or choose another name.`
}

/** A package that they depend on in another way is not named twice. */
function withoutKnownPackages(theirs: JsonObject, ours: JsonObject): JsonObject {
  if (!isObject(ours.devDependencies)) return ours
  const known = [theirs.dependencies, theirs.optionalDependencies].filter(isObject)
  const lacking = Object.entries(ours.devDependencies).filter(
    ([name]) => !known.some((list) => Object.hasOwn(list, name)),
  )
  return { ...ours, devDependencies: Object.fromEntries(lacking) }
}

function complete(theirs: JsonObject, ours: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...theirs }
  for (const [key, value] of Object.entries(ours)) {
    const own = Object.hasOwn(theirs, key) ? theirs[key] : undefined
    if (own === undefined) merged[key] = value
    else if (isObject(own) && isObject(value)) merged[key] = complete(own, value)
  }
  return merged
}

function print(value: JsonObject, like: string): string {
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(like.replace(/^\uFEFF/, ''))?.[1] ?? '  '
  const text = JSON.stringify(value, null, indent) + (/\n\s*$/.test(like) ? '\n' : '')
  return like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
}
