/**
 * A read-only view of a context that throws on a name it does not have. Handlebars' own strict mode lets a misspelt
 * `{{#if}}` or `{{#each}}` pass as false.
 */
export function strictly<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key)
      // JSON.stringify asks every object for toJSON.
      if (found === undefined && typeof key === 'string' && key !== 'toJSON') {
        throw new Error(`unknown variable "${key}" (known here: ${Object.keys(target).sort().join(', ')})`)
      }
      return typeof found === 'object' && found !== null ? strictly(found) : found
    },
  })
}
