import type { Resource } from '../model/resource.ts'
import { camel, pascal, wordsOf } from '../model/words.ts'

/** The forms in which a resource's name appears in code, paths and prose. */
export interface ResourceNames {
  /** `blog-posts`, as typed: the last segment of its path. */
  readonly name: string
  /** `blog-posts`: its file. */
  readonly file: string
  /** `blog_posts`: its table in a database. */
  readonly table: string
  /** `BlogPost`: its TypeScript type. */
  readonly type: string
  /** `BlogPosts`: the tail of function names. */
  readonly types: string
  /** `blogPost`: the head of constant names. */
  readonly one: string
  /** `blogPosts`: a property name. */
  readonly many: string
  /** `blog post` and `blog posts`, in prose. */
  readonly singularWords: string
  readonly pluralWords: string
  /** `a blog post`, `an order`. */
  readonly oneInWords: string
}

/** Derives every form from the plural and the singular, both kebab or camel case. */
export function namesOf(resource: Resource): ResourceNames {
  const plural = wordsOf(resource.name)
  const singular = wordsOf(resource.singular)
  return {
    name: resource.name,
    file: plural.join('-'),
    table: tableOf(plural.join('_')),
    type: pascal(singular),
    types: pascal(plural),
    one: camel(singular),
    many: camel(plural),
    singularWords: singular.join(' '),
    pluralWords: plural.join(' '),
    oneInWords: `${articleOf(singular.join(' '))} ${singular.join(' ')}`,
  }
}

/** By the sound that words begin with: an hour, a user, an upload. */
function articleOf(words: string): 'a' | 'an' {
  if (/^(?:eu|ewe|one|once|uni(?!n|m)|u[bcfhjkqrst][aeiou])/.test(words)) return 'a'
  return /^(?:[aeiou]|hour|honest|hono|heir|(?:[fhlmnrsx]|sms|faq|mp)(?![a-z]))/.test(words) ? 'an' : 'a'
}

/** SQLite keeps names that begin with `sqlite_` to itself, and PostgreSQL those with `pg_`. */
function tableOf(name: string): string {
  return /^(sqlite|pg)_/.test(name) ? `_${name}` : name
}
