/** What is wrong with the flags of a script, for whoever typed them. `run.mjs` prints it alone, as it does Node's own. */
export class WrongFlag extends Error {
  readonly code = 'ERR_PARSE_ARGS_VALUE'
}

/** The number of a flag. Throws a WrongFlag when it is not a whole one above zero. */
export function numberOf(flag: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new WrongFlag(`${flag} ${value}: it takes a whole number above zero`)
}
