import { didYouMean, nearest } from '../model/did-you-mean.ts'
import { type Failure, wrongRequest } from '../model/failure.ts'
import { type Flag, goesWith } from './flags.ts'
import type { Given, Words } from './read-words.ts'

/** Throws a Failure for a flag that is missing its value. */
export function checkValues({ lacking: [flag] }: Words): void {
  if (flag !== undefined) {
    throw wrongRequest(`--${flag.name} is missing its value: write --${flag.name} ${flag.value}`)
  }
}

/** Throws a Failure for an unknown flag or value, and for flags that exclude each other. */
export function checkGiven(flags: readonly Flag[], { given, operands, unknown }: Words): void {
  const [stray] = unknown
  if (stray !== undefined) {
    const isOfPack = given.every(({ flag }) => flag.name !== 'pack')
    throw unknownFlag(flags, stray, isOfPack)
  }
  for (const one of given) {
    checkAlone(one, given)
    checkChoice(one)
  }
  const lost = operands.find((word) => spellsFlag(flags, word) || isSlipOfFlag(flags, word))
  if (lost !== undefined) throw behindDashes(lost)
}

/** The same where a project is made, and for a second directory. */
export function checkWords(flags: readonly Flag[], words: Words): void {
  checkGiven(flags, words)
  const { given, operands } = words
  const stray = given.find(({ flag }) => !goesWith(flag, undefined))?.flag
  if (stray !== undefined) {
    throw wrongRequest(`--${stray.name} goes with ${stray.verbs?.join(', ')}: name one first, or leave it out`)
  }
  const [directory, second] = operands
  if (second === undefined) return
  const isField = operands.some((word) => /^[A-Za-z]\w*:[a-z]{3}/.test(word))
  const quoted = isField ? '\nPut a resource in quotes, as in "todos title:string"' : ''
  throw wrongRequest(`"${directory}" and "${second}" cannot both be the directory: leave one out${quoted}`)
}

/** npm alone takes the "--" away that its users write ahead of our flags; others hand it on. */
function behindDashes(word: string): Failure {
  return wrongRequest(
    `${word} stands behind "--", where nothing is a flag: leave that "--" out, which only npm wants\n` +
      `Or write ./${word} for a directory of that name`,
  )
}

/** `isOfPack`: it may be one of a pack that was not named. */
function unknownFlag(flags: readonly Flag[], word: string, isOfPack: boolean): Failure {
  const [typed = '', value] = word.split(/=(.*)/s)
  const name = typed.replace(/^-+/, '')
  if (value !== undefined && spellsFlag(flags, typed)) {
    return wrongRequest(`${typed} takes no value: leave out ${JSON.stringify(`=${value}`)}`)
  }
  const meant = meantBy(flags, name)
  const hint = meant === undefined ? '' : `; did you mean --${meant}?`
  const own = meant === undefined && isOfPack ? '; those of your own features need --pack <dir>' : ''
  return wrongRequest(`unknown flag ${inOneLine(typed)}${hint}\nAll flags: create-raw-http-app --help${own}`)
}

function meantBy(flags: readonly Flag[], name: string): string | undefined {
  const names = namesOf(flags)
  return nearest(name, names) ?? (name.startsWith('no-') ? nearest(name.slice(3), names) : undefined)
}

function inOneLine(word: string): string {
  return word.replaceAll('\n', '\\n')
}

function checkAlone({ flag, negated, value }: Given, given: readonly Given[]): void {
  for (const other of given.filter((candidate) => candidate.flag === flag)) {
    if (other.negated !== negated) {
      throw wrongRequest(`--${flag.name} and --no-${flag.name} exclude each other: leave one out`)
    }
    if (!flag.repeatable && other.value !== value) {
      throw wrongRequest(`--${flag.name} is given as "${value}" and as "${other.value}": leave one out`)
    }
  }
}

function checkChoice({ flag, value }: Given): void {
  const { choices, list, name } = flag
  if (choices === undefined || value === true) return
  const parts = list ? value.split(',').map((part) => part.trim()) : [value]
  const wrong = parts.find((part) => !choices.includes(part) && !(list && part === ''))
  if (wrong === undefined) return
  throw wrongRequest(`--${name}: unknown "${wrong}"${didYouMean(wrong, choices)}\nIt takes ${choices.join(', ')}`)
}

function spellsFlag(flags: readonly Flag[], word: string): boolean {
  const [typed = ''] = word.split('=')
  if (typed.startsWith('--')) return namesOf(flags).includes(typed.slice(2))
  return flags.some(({ short }) => short !== undefined && word === `-${short}`)
}

/** `--presett=full`, and `-yh`, which is two. */
function isSlipOfFlag(flags: readonly Flag[], word: string): boolean {
  const [typed = ''] = word.split('=')
  if (typed.startsWith('--')) return meantBy(flags, typed.slice(2)) !== undefined
  return /^-\w/.test(typed) && [...typed.slice(1)].every((letter) => flags.some(({ short }) => short === letter))
}

function namesOf(flags: readonly Flag[]): readonly string[] {
  return flags.flatMap((flag) => (flag.negatable ? [flag.name, `no-${flag.name}`] : [flag.name]))
}
