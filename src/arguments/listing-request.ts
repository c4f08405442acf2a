import { didYouMean } from '../model/did-you-mean.ts'
import { type Failure, wrongRequest } from '../model/failure.ts'
import { type CompletedShell, completedShells, type Listing, listings } from '../model/listing.ts'
import type { Words } from './read-words.ts'

/** Something to read that is asked for in place of a project. */
export type ListingRequest =
  | { readonly kind: 'features'; readonly json: boolean }
  | { readonly kind: 'completion'; readonly shell: CompletedShell }
  /** Whether the features in a folder of one's own can join ours. */
  | { readonly kind: 'check'; readonly folder: string }

/** Undefined where the first word is none of ours. Throws a Failure for words and flags that do not go with it. */
export function listingIn({ given, operands }: Words): ListingRequest | undefined {
  const [word, ...rest] = operands
  const kind = listings.find((listing) => listing === word)
  if (kind === undefined) return undefined
  const stray = given.find(({ flag }) => flag.name !== 'pack' && !(kind === 'features' && flag.name === 'json'))
  if (stray !== undefined) throw notWith(kind, `--${stray.negated ? 'no-' : ''}${stray.flag.name}`)
  const surplus = rest[kind === 'features' ? 0 : 1]
  if (surplus !== undefined) throw notWith(kind, JSON.stringify(surplus))
  if (kind === 'features') return { kind, json: given.some(({ flag }) => flag.name === 'json') }
  return kind === 'check' ? { kind, folder: folderNamed(rest[0]) } : { kind, shell: shellNamed(rest[0]) }
}

function notWith(kind: Listing, what: string): Failure {
  return wrongRequest(`${kind} does not go with ${what}: leave it out, ${orDirectory(kind)}`)
}

function folderNamed(word: string | undefined): string {
  if (word) return word
  throw wrongRequest(`check lacks its folder: name one that holds features of your own, ${orDirectory('check')}`)
}

function shellNamed(word: string | undefined): CompletedShell {
  const shell = completedShells.find((known) => known === word)
  if (shell !== undefined) return shell
  const fault =
    word === undefined
      ? 'completion lacks its shell'
      : `completion: unknown shell "${word}"${didYouMean(word, completedShells)}`
  throw wrongRequest(`${fault}\nIt takes ${completedShells.join(', ')}, ${orDirectory('completion')}`)
}

function orDirectory(kind: Listing): string {
  return `or write ./${kind} for a directory of that name`
}
