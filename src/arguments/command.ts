import { Command, Option } from 'commander'
import type { Flag } from './flags.ts'

/** A commander command with these flags, for its help. It neither prints nor exits. */
export function commandOf(flags: readonly Flag[]): Command {
  const command = new Command('create-raw-http-app').helpOption(false).exitOverride()
  command.configureOutput({ writeErr: () => undefined })
  for (const flag of flags) {
    command.addOption(optionOf(flag, false))
    if (flag.negatable) command.addOption(optionOf(flag, true))
  }
  return command
}

function optionOf({ name, short, value, about, group }: Flag, negated: boolean): Option {
  const words = `${short === undefined ? '' : `-${short}, `}--${negated ? 'no-' : ''}${name}`
  return new Option(value === undefined || negated ? words : `${words} ${value}`, about).helpGroup(`${group}:`)
}
