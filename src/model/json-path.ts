/** Keys and indexes from the top of a JSON document to one of its values. */
export type JsonPath = readonly (string | number)[]

/** Reads a JSON Pointer in its URI form, `#/options/a~1b`. */
export function parsePointer(pointer: string): JsonPath {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURI(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** `options.static.dir`, `resources[0].fields`, `["odd key"].x`; `$` for the whole document. */
export function pathText(path: JsonPath): string {
  return (
    path.reduce<string>((text, key) => {
      if (typeof key === 'string' && /^[\w$-]+$/.test(key)) return text === '' ? key : `${text}.${key}`
      return `${text}[${JSON.stringify(key)}]`
    }, '') || '$'
  )
}

/** The value at a path, or undefined where there is none. Own properties only. */
export function valueAt(json: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<string | number, unknown>)[key]
  }, json)
}
