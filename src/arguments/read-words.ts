import { CommanderError } from 'commander'
import { type Failure, wrongRequest } from '../model/failure.ts'
import { commandOf } from './command.ts'
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
  /** The first word that looks like a flag and is none, and what follows it. */
  readonly unknown: readonly string[]
}

/** Tells flags, their values and operands apart. Throws a Failure for a flag that lacks its value. */
export function readWords(flags: readonly Flag[], argv: readonly string[]): Words {
  const command = commandOf(flags)
  const given: Given[] = []
  for (const flag of flags) {
    command.on(`option:${flag.name}`, (value) => given.push({ flag, negated: false, value: value ?? true }))
    command.on(`option:no-${flag.name}`, () => given.push({ flag, negated: true, value: true }))
  }
  const words = { given, ...parse(() => command.parseOptions([...argv])) }
  const hungry = given.find(({ value }) => value !== true && value.startsWith('-') && argv.includes(value))
  if (hungry !== undefined) throw lacksValue(`--${hungry.flag.name} ${hungry.flag.value}`)
  return words
}

function parse<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // That a value is missing is all that this much of commander can complain of; it quotes the flag as declared.
    throw lacksValue(/'(.+)'/.exec(error.message)?.[1] ?? error.message)
  }
}

function lacksValue(flag: string): Failure {
  return wrongRequest(`${flag.split(' ')[0]} lacks its value: write ${flag}`)
}
