import { camel, pascal, wordsOf } from '../model/words.ts'

// What no constant or parameter of a module may be called.
const words = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
)

// Types and values that generated code may use by these names.
const types = new Set(
  `Array ArrayBuffer Awaited BigInt Boolean Buffer Capitalize Date Error Exclude Extract Function Infinity Intl
  Iterable Iterator Map Math NonNullable Number Object Omit Parameters Partial Pick Promise Proxy Readonly Record
  Reflect Required ReturnType Set String Symbol Uppercase`.split(/\s+/),
)

// A plain object, a promise or JSON.stringify gives these a meaning of its own.
const unsafe = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'then', 'toJSON'])

/** A word of the language once in camel case: `class`, `default`. */
export function isLanguageWord(name: string): boolean {
  return words.has(camel(wordsOf(name)))
}

/** A type that the language has, once in Pascal case: `record`, `promise`. */
export function isTypeName(name: string): boolean {
  return types.has(pascal(wordsOf(name)))
}

/** A name that objects treat in a way of their own: `constructor`, `__proto__`, `then`. */
export function isUnsafe(name: string): boolean {
  return unsafe.has(name) || unsafe.has(camel(wordsOf(name)))
}

/** What two names share that only differ in case or hyphens: `blog-posts`, `blogPosts` and `blogposts`. */
export function folded(name: string): string {
  return wordsOf(name).join('')
}
