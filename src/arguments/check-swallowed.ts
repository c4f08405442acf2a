import type { Shell } from '../model/answers.ts'
import { isSlipOf } from '../model/did-you-mean.ts'
import { type Failure, wrongRequest } from '../model/failure.ts'
import type { Pack } from '../model/pack.ts'
import { quote } from '../model/quote.ts'
import { type Verb, verbs } from '../model/verbs.ts'
import { type Flag, flagsOf, goesWith } from './flags.ts'
import { type Given, readWords, type Words } from './read-words.ts'

type Env = Readonly<Record<string, string | undefined>>

const variable = 'npm_config_'

// npm answers the first two itself. The last one is what `npx -y` leaves behind, and no sign of a lost flag.
const noSign = ['help', 'version', 'yes']

// npm takes the start of a word for the whole of one of its own: `--pm pnpm` is `-p -m pnpm` to it, and to npm 10
// `--node 22` is `--node-options 22`.
const mistakenFor: Readonly<Record<string, string>> = { pm: 'message', node: 'node_options' }

// An option of npm's own that takes a text: without one it is empty, not "true".
const emptyWhenGiven = ['git']

/**
 * `npm create raw-http-app x --dry-run` gives the flag to npm: without `--` in between it arrives as a variable, and
 * the value of a flag as a stray word. Throws a Failure with the line that was meant when that happened.
 */
export function checkSwallowed(env: Env, argv: readonly string[], pack: Pack, shell: Shell): void {
  const words = readWords(flagsOf(pack), argv)
  const verb = verbOf(words)
  const flags = flagsOf(pack).filter((flag) => goesWith(flag, verb))
  const lost = flags.flatMap((flag) => swallowed(flag, env, words))
  const signs = lost.filter(({ flag }) => !noSign.includes(flag.name))
  if (words.unknown.length > 0 || words.lacking.length > 0) return
  if (signs.length > 0) throw kept(signs, lineOf(lost, words, env, shell))
  checkSlips(env, flags, words, shell)
}

function verbOf({ operands: [first] }: Words): Verb | undefined {
  return verbs.find((verb) => verb === first)
}

function kept(signs: readonly Given[], line: string): Failure {
  const names = signs.map(({ flag, negated }) => `--${negated ? 'no-' : ''}${flag.name}`)
  return wrongRequest(
    `npm kept ${[...new Set(names)].join(', ')} for itself: flags of its own stand ahead of "--", ours behind it\nType: ${line}`,
  )
}

function lineOf(lost: readonly Given[], { operands, given }: Words, env: Env, shell: Shell): string {
  const { rest, flags } = matchStrayWords(lost, operands)
  const own = verbs.some((verb) => verb === rest[0]) ? rest : rest.slice(0, 1)
  const words = [...startOf(env), ...own.map((word) => quote(word, shell)), quote('--', shell)]
  return [...words, ...[...given, ...flags].flatMap((one) => spelt(one, shell))].join(' ')
}

/** The flag as npm's variable tells of it, as often as it was given; `value` is true where npm took it for a switch. */
function swallowed(flag: Flag, env: Env, { given }: Words): Given[] {
  if (given.some((one) => one.flag === flag)) return []
  const mistaken = env[variable + mistakenFor[flag.name]]
  if (mistaken !== undefined && flag.choices?.includes(mistaken)) return [{ flag, negated: false, value: mistaken }]
  const values = env[variable + flag.name.replaceAll('-', '_')]?.split('\n\n') ?? []
  return values.flatMap((value) => meaningOf(flag, value))
}

function meaningOf(flag: Flag, value: string): Given[] {
  const isSwitch = value === 'true' || (value === '' && emptyWhenGiven.includes(flag.name))
  if (isSwitch) return [{ flag, negated: false, value: true }]
  if (flag.negatable && (value === '' || value === 'false')) return [{ flag, negated: true, value: true }]
  // A switch has no other value: npm's own "git" is the path of a program.
  return flag.value === undefined || value === 'false' ? [] : [{ flag, negated: false, value }]
}

/** npm keeps misspelt flags as well. A settings file may hold names of anything: one letter is as far as we guess. */
function checkSlips(env: Env, flags: readonly Flag[], words: Words, shell: Shell): void {
  const names = flags.flatMap(({ name }) => (name.length < 4 || noSign.includes(name) ? [] : [name]))
  for (const [key, value] of Object.entries(env)) {
    if (!key.startsWith(variable) || value === undefined) continue
    const word = key.slice(variable.length).replaceAll('_', '-')
    const meant = names.find((name) => isSlipOf(word, name))
    if (meant !== undefined) throw misspelt(word, meant, env, words, shell)
  }
}

function misspelt(word: string, meant: string, env: Env, words: Words, shell: Shell): Failure {
  const operands = verbOf(words) === undefined ? ['<directory>'] : words.operands.map((one) => quote(one, shell))
  const line = [...startOf(env), ...operands, quote('--', shell), `--${meant}`].join(' ')
  return wrongRequest(`npm kept --${word} for itself; did you mean --${meant}? Ours stand behind "--"\nType: ${line}`)
}

/** Gives stray words back to the flags that they were the values of, as far as that is certain. */
function matchStrayWords(
  lost: readonly Given[],
  operands: readonly string[],
): { readonly rest: readonly string[]; readonly flags: readonly Given[] } {
  let words = [...operands]
  const lacking = lost.filter(({ flag, negated, value }) => flag.value !== undefined && !negated && value === true)
  const values = new Map<Given, string>()
  const giveTo = (given: Given, word: string) => {
    values.set(given, word)
    words = words.filter((other) => other !== word)
  }
  for (const given of lacking) {
    const word = words.find((candidate) => mayBeValue(given.flag, candidate))
    if (word !== undefined) giveTo(given, word)
  }
  const left = lacking.filter((given) => !values.has(given))
  if (left.length === 1 && words.length === 2) giveTo(left[0] as Given, words[1] as string)
  return {
    rest: words,
    flags: lost.map((given) => ({ ...given, value: values.get(given) ?? given.value })),
  }
}

function mayBeValue({ choices, list, repeatable }: Flag, word: string): boolean {
  if (repeatable) return /\s/.test(word)
  return choices !== undefined && (list ? word.split(',') : [word]).every((part) => choices.includes(part))
}

function startOf(env: Env): readonly string[] {
  const script = env.npm_lifecycle_event
  return script === undefined || script === 'npx' ? ['npm', 'create', 'raw-http-app'] : ['npm', 'run', script]
}

function spelt({ flag, negated, value }: Given, shell: Shell): readonly string[] {
  if (negated) return [`--no-${flag.name}`]
  if (value !== true) return [`--${flag.name}`, quote(value, shell)]
  return flag.value?.startsWith('<') ? [`--${flag.name}`, flag.value] : [`--${flag.name}`]
}
