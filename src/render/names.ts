import type { Resource } from '../model/resource.ts'

/** The forms in which a resource's name appears in code, paths and prose. */
export interface ResourceNames {
  /** `blog-posts`, as typed: the last segment of its path. */
  readonly name: string
  /** `blog-posts`: its file. */
  readonly file: string
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
}

/** Derives every form from the plural and the singular, both kebab or camel case. */
export function namesOf(resource: Resource): ResourceNames {
  const plural = wordsOf(resource.name)
  const singular = wordsOf(resource.singular)
  return {
    name: resource.name,
    file: plural.join('-'),
    type: pascal(singular),
    types: pascal(plural),
    one: camel(singular),
    many: camel(plural),
    singularWords: singular.join(' '),
    pluralWords: plural.join(' '),
  }
}

/** `blogPosts` and `blog-posts` are both the words `blog`, `posts`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
}

function pascal(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function camel(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}
