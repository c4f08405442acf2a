import { listings } from '../../model/listing.ts'
import { verbs } from '../../model/verbs.ts'
import type { Flag } from '../flags.ts'

/** What may come in place of a directory. */
export const firstWords: readonly string[] = [...listings, ...verbs]

/** A flag as a shell completes it. */
export interface Word {
  /** With its dashes. */
  readonly name: string
  readonly short?: string
  readonly about: string
  readonly value?: Value
  /** Flags that make no sense beside it: its opposite, and itself where it may not be repeated. */
  readonly excludes: readonly string[]
}

/** What follows a flag. `list`: several of `words`, commas between; `text`: there is nothing to offer. */
export interface Value {
  readonly kind: 'words' | 'list' | 'file' | 'text'
  readonly words: readonly string[]
  readonly optional: boolean
}

/** Every flag there is, the opposite ones included. */
export function wordsOf(flags: readonly Flag[]): readonly Word[] {
  return flags.flatMap((flag) => {
    const name = `--${flag.name}`
    const opposite = `--no-${flag.name}`
    const both = flag.negatable ? [name, opposite] : [name]
    const word: Word = {
      name,
      ...(flag.short === undefined ? {} : { short: `-${flag.short}` }),
      about: flag.about,
      ...(flag.value === undefined ? {} : { value: takenBy(flag, flag.value) }),
      excludes: flag.repeatable ? both.filter((other) => other !== name) : both,
    }
    return flag.negatable ? [word, { name: opposite, about: `without ${flag.name}`, excludes: both }] : [word]
  })
}

function takenBy({ choices, list, file }: Flag, shown: string): Value {
  const closed = list ? 'list' : 'words'
  const open = file ? 'file' : 'text'
  return { kind: choices === undefined ? open : closed, words: choices ?? [], optional: shown.startsWith('[') }
}

/** The names of the flags that take a value. */
export function namesTakingValue(words: readonly Word[]): readonly string[] {
  return words.flatMap(({ name, value }) => (value === undefined ? [] : [name]))
}
