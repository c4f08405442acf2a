import { parseArgs } from 'node:util'
import type { Flag } from './flags.ts'

/** A flag as it was given; `value` is true for a switch and for a flag that may stand alone and did. */
export interface Given {
  readonly flag: Flag
  readonly negated: boolean
  readonly value: string | true
}

export interface Words {
  /** In the order of the command line. */
  readonly given: readonly Given[]
  readonly operands: readonly string[]
  /** Words that look like a flag and are none. */
  readonly unknown: readonly string[]
  /** Flags that are to have a value, and have none. */
  readonly lacking: readonly Flag[]
}

/** Tells flags, their values and operands apart. */
export function readWords(flags: readonly Flag[], argv: readonly string[]): Words {
  const meanings = meaningsOf(flags)
  const { tokens } = parseArgs({ args: [...argv], options: optionsOf(flags), strict: false, tokens: true })
  const words = { given: [] as Given[], operands: [] as string[], unknown: [] as string[], lacking: [] as Flag[] }
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'positional' && !isValueOf(tokens[at - 1], meanings)) words.operands.push(token.value)
    if (token.kind !== 'option') continue
    const meaning = meanings.get(token.name)
    if (meaning === undefined || (token.value !== undefined && !takesValue(meaning))) {
      words.unknown.push(argv[token.index] as string)
      continue
    }
    const next = tokens[at + 1]
    const behind = next?.kind === 'positional' && isValueOf(token, meanings) ? next.value : undefined
    const value = token.value ?? behind
    if (needsValue(meaning) && !isValue(value, meaning.flag, token.inlineValue === true))
      words.lacking.push(meaning.flag)
    else words.given.push({ ...meaning, value: value ?? true })
  }
  return words
}

type Meaning = Pick<Given, 'flag' | 'negated'>
type Tokens = NonNullable<ReturnType<typeof parseArgs>['tokens']>

function meaningsOf(flags: readonly Flag[]): ReadonlyMap<string, Meaning> {
  const meanings = flags.flatMap((flag): [string, Meaning][] => [
    [flag.name, { flag, negated: false }],
    ...(flag.negatable ? [[`no-${flag.name}`, { flag, negated: true }] as [string, Meaning]] : []),
  ])
  return new Map(meanings)
}

function optionsOf(flags: readonly Flag[]): NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']> {
  const options = flags.map((flag) => {
    const type: 'string' | 'boolean' = needsValue({ flag, negated: false }) ? 'string' : 'boolean'
    return [flag.name, flag.short === undefined ? { type } : { type, short: flag.short }]
  })
  return Object.fromEntries(options)
}

function takesValue({ flag, negated }: Meaning): boolean {
  return flag.value !== undefined && !negated
}

function needsValue({ flag, negated }: Meaning): boolean {
  return !negated && flag.value?.startsWith('<') === true
}

/** A word that begins with a dash is more likely the next flag, but where "=" joins it; a file has a name. */
function isValue(value: string | undefined, { file }: Flag, joined: boolean): value is string {
  return value !== undefined && (joined || !value.startsWith('-')) && !(file && value === '')
}

/** The word behind a flag that may stand alone is its value, where it is no flag. */
function isValueOf(token: Tokens[number] | undefined, meanings: ReadonlyMap<string, Meaning>): boolean {
  if (token?.kind !== 'option' || token.value !== undefined) return false
  const meaning = meanings.get(token.name)
  return meaning !== undefined && takesValue(meaning)
}
