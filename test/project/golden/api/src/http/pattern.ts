/** The parameters of a pattern: `/todos/:id` gives `{ id: string }`, `/files/*` gives `{ rest: string }`. */
export type Params<Pattern extends string> = { readonly [Name in ParamName<Pattern>]: string }

type ParamName<Pattern extends string> = Pattern extends `${infer Head}/${infer Tail}`
  ? ParamName<Head> | ParamName<Tail>
  : Pattern extends `:${infer Name}`
    ? Name
    : Pattern extends '*'
      ? 'rest'
      : never

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'rest' }

/** Takes a pattern apart. Throws an Error that names the pattern when it could never match or not be read. */
export function parsePattern(pattern: string): { segments: readonly Segment[]; names: readonly string[] } {
  const fail = (why: string): never => {
    throw new Error(`Route pattern "${pattern}": ${why}`)
  }
  if (!pattern.startsWith('/')) fail('it must start with a slash')
  const texts = pattern.slice(1).split('/')
  const segments = texts.map((text, index): Segment => {
    if (text === '*') return index === texts.length - 1 ? { kind: 'rest' } : fail('* must be the last segment')
    if (text.startsWith(':')) {
      const name = text.slice(1)
      return /^[A-Za-z_]\w*$/.test(name) ? { kind: 'param', name } : fail(`":${name}" is no parameter name`)
    }
    if (text === '' && pattern !== '/') fail('it has an empty segment')
    if (!/^[\w.~!$&'()+,;=@-]*$/.test(text)) fail(`"${text}" holds a character that has a meaning or needs an escape`)
    if (text === '.' || text === '..') fail('dots are no segment')
    return { kind: 'literal', text }
  })
  const names = segments.flatMap((segment) => {
    if (segment.kind === 'literal') return []
    return segment.kind === 'param' ? [segment.name] : ['rest']
  })
  if (new Set(names).size < names.length) fail('two parameters have one name')
  return { segments, names }
}
