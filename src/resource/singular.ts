import pluralize from 'pluralize'
import { wordsOf } from '../model/words.ts'
import { isTypeName } from './taken-names.ts'

// Words whose singular the usual rules get wrong.
const exceptions: ReadonlyMap<string, string> = new Map([
  ['aches', 'ache'],
  ['bias', 'bias'],
  ['caches', 'cache'],
  ['canvas', 'canvas'],
  ['canvases', 'canvas'],
  ['cookies', 'cookie'],
  ['headaches', 'headache'],
  ['lenses', 'lens'],
  ['niches', 'niche'],
  ['vetoes', 'veto'],
])

/**
 * The singular of a plural name, in the same case: `blogPosts` gives `blogPost`. Where there is none (`news`), or its
 * type would hide one that the language has (`records`), it is made with `item`: `news-item`, `recordItem`.
 */
export function singularOf(name: string): string {
  const last = wordsOf(name).at(-1) ?? ''
  const head = name.slice(0, name.length - last.length)
  const inCamelCase = /[A-Z]/.test(name)
  const capital = inCamelCase && head !== ''
  const one = exceptions.get(last) ?? pluralize.singular(last)
  const singular = head + (capital ? one.charAt(0).toUpperCase() + one.slice(1) : one)
  if (one !== '' && one !== last && !isTypeName(singular)) return singular
  return `${singular || name}${inCamelCase ? 'Item' : '-item'}`
}
