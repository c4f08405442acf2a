/**
 * A read-only view of a context that throws on a name it does not have. Handlebars' own strict mode lets a misspelt
 * `{{#if}}` or `{{#each}}` pass as false. What an object inherits is no part of the context.
 */
export function strictly<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol') return Reflect.get(target, key)
      // JSON.stringify asks every object for toJSON.
      if (key === 'toJSON') return undefined
      const found: unknown = Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined
      if (found === undefined) throw unknown(target, key)
      return typeof found === 'object' && found !== null ? strictly(found) : found
    },
    has(target, key) {
      if (!Object.hasOwn(target, key)) throw unknown(target, String(key))
      return true
    },
  })
}

function unknown(target: object, key: string): Error {
  return new Error(`unknown variable "${key}" (known here: ${Object.keys(target).sort().join(', ')})`)
}
