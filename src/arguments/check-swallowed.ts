import type { Shell } from '../model/answers.ts'
import { wrongRequest } from '../model/failure.ts'
import type { Pack } from '../model/pack.ts'
import { quote } from '../model/quote.ts'
import { type Flag, flagsOf } from './flags.ts'
import { type Given, readWords, type Words } from './read-words.ts'

type Env = Readonly<Record<string, string | undefined>>

// npm answers the first two itself. The last one is what `npx -y` leaves behind, and no sign of a lost flag.
const noSign = ['help', 'version', 'yes']

/**
 * `npm create raw-http-app x --dry-run` gives the flag to npm: without `--` in between it arrives as a variable, and
 * the value of a flag as a stray word. Throws a Failure with the line that was meant when that happened.
 */
export function checkSwallowed(env: Env, argv: readonly string[], pack: Pack, shell: Shell): void {
  const words = readWords(flagsOf(pack), argv)
  const lost = flagsOf(pack).flatMap((flag) => swallowed(flag, env, words))
  const signs = lost.filter(({ flag }) => !noSign.includes(flag.name))
  if (signs.length === 0 || words.unknown.length > 0) return
  const { directory, flags } = matchStrayWords(lost, words.operands)
  const line = [
    ...startOf(env),
    ...directory.map((word) => quote(word, shell)),
    quote('--', shell),
    ...[...words.given, ...flags].flatMap((given) => spelt(given, shell)),
  ]
  const names = signs.map(({ flag, negated }) => `--${negated ? 'no-' : ''}${flag.name}`)
  throw wrongRequest(
    `npm kept ${names.join(', ')} for itself: flags of its own stand ahead of "--", ours behind it\nType: ${line.join(' ')}`,
  )
}

/** The flag as npm's variable tells of it; `value` is true where npm took it for a switch. */
function swallowed(flag: Flag, env: Env, { given }: Words): Given[] {
  const value = env[`npm_config_${flag.name.replaceAll('-', '_')}`]
  if (value === undefined || given.some((one) => one.flag === flag)) return []
  if (value === 'true') return [{ flag, negated: false, value: true }]
  if (value === '' || value === 'false') return flag.negatable ? [{ flag, negated: true, value: true }] : []
  // A switch has no other value: npm's own "git" is the path of a program.
  return flag.value === undefined ? [] : [{ flag, negated: false, value }]
}

/** Gives stray words back to the flags that they were the values of, as far as that is certain. */
function matchStrayWords(
  lost: readonly Given[],
  operands: readonly string[],
): { readonly directory: readonly string[]; readonly flags: readonly Given[] } {
  let words = [...operands]
  const hungry = lost.filter(({ flag, negated, value }) => flag.value !== undefined && !negated && value === true)
  const fed = new Map<Given, string>()
  const feed = (given: Given, word: string) => {
    fed.set(given, word)
    words = words.filter((other) => other !== word)
  }
  for (const given of hungry) {
    const word = words.find((candidate) => mayBeValue(given.flag, candidate))
    if (word !== undefined) feed(given, word)
  }
  const left = hungry.filter((given) => !fed.has(given))
  if (left.length === 1 && words.length === 2) feed(left[0] as Given, words[1] as string)
  return {
    directory: words.slice(0, 1),
    flags: lost.map((given) => ({ ...given, value: fed.get(given) ?? given.value })),
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
