import { type Failure, wrongRequest } from '../model/failure.ts'
import type { ConflictStyle } from '../model/plan.ts'
import { type Verb, verbs } from '../model/verbs.ts'
import { checkGiven } from './check-words.ts'
import { type Flag, goesWith } from './flags.ts'
import type { Words } from './read-words.ts'

/** Something to do in a project that is there. */
export interface VerbRequest {
  readonly verb: Verb
  /** The words behind the verb. */
  readonly words: readonly string[]
  /** As it was named; undefined is the current directory. */
  readonly directory?: string
  readonly check: boolean
  readonly allowDirty: boolean
  readonly conflicts: ConflictStyle
  readonly base?: string
  readonly basePacks: readonly string[]
  readonly format?: string
}

/** What a verb takes: how many words at least and at most, and what they are. */
const taken: Readonly<Record<Verb, readonly [least: number, most: number, what: string]>> = {
  add: [1, Number.POSITIVE_INFINITY, 'a feature, or a resource as in "posts title:string"'],
  remove: [1, Number.POSITIVE_INFINITY, 'a feature or a resource'],
  set: [0, 0, 'flags'],
  upgrade: [0, 0, 'no word'],
  diff: [0, Number.POSITIVE_INFINITY, 'paths'],
  undo: [0, 0, 'no word'],
  explain: [1, 1, 'a file, or one of its lines, as in src/app.ts:12'],
  doctor: [0, 0, 'no word'],
}

/** Undefined where the first word is not a verb. Throws a Failure for words and flags that do not go with it. */
export function verbIn(flags: readonly Flag[], words: Words): VerbRequest | undefined {
  const [first, ...rest] = words.operands
  const verb = verbs.find((known) => known === first)
  if (verb === undefined) return undefined
  checkGiven(flags, words)
  const stray = words.given.find(({ flag, negated }) => negated || !goesWith(flag, verb))
  if (stray !== undefined) throw strayFlag(verb, `--${stray.negated ? 'no-' : ''}${stray.flag.name}`, stray.flag)
  const [least, most, what] = taken[verb]
  if (rest.length < least) throw wrongRequest(`${verb} takes ${what}: name one, ${orDirectory(verb)}`)
  const surplus = rest[most]
  if (surplus !== undefined) {
    throw wrongRequest(`${verb} takes ${what}, and not ${JSON.stringify(surplus)}: leave it out, ${orDirectory(verb)}`)
  }
  return requestOf(verb, rest, words)
}

function requestOf(verb: Verb, rest: readonly string[], { given }: Words): VerbRequest {
  const has = (name: string) => given.some(({ flag }) => flag.name === name)
  const valuesOf = (name: string) => given.filter(({ flag }) => flag.name === name).map(({ value }) => String(value))
  const [directory, base, format] = ['dir', 'base', 'format'].map((name) => valuesOf(name)[0])
  return {
    verb,
    words: rest,
    check: has('check'),
    allowDirty: has('allow-dirty'),
    conflicts: valuesOf('conflicts')[0] === 'files' ? 'files' : 'inline',
    basePacks: valuesOf('base-pack'),
    ...(directory === undefined ? {} : { directory }),
    ...(base === undefined ? {} : { base }),
    ...(format === undefined ? {} : { format }),
  }
}

function strayFlag(verb: Verb, name: string, flag: Flag): Failure {
  const isSwitch = flag.group === 'Features' && flag.verbs === undefined
  const other = verb === 'set' && isSwitch ? `use "add ${flag.name}" or "remove ${flag.name}"` : 'leave it out'
  return wrongRequest(`${verb} does not go with ${name}: ${other}, ${orDirectory(verb)}`)
}

function orDirectory(verb: Verb): string {
  return `or write ./${verb} for a directory of that name`
}
