/** Environment variables by name, as in process.env. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Stops the start with one line that names the variable, its value and what is allowed. */
export function invalidSetting(name: string, value: string, allowed: string): Error {
  return new Error(`${name}=${value} is not valid: it must be ${allowed}`)
}

/** A whole number between two bounds. Unset and empty both mean the default. */
export function integer(
  env: Environment,
  name: string,
  fallback: number,
  [min, max]: readonly [number, number],
): number {
  const value = env[name]
  if (value === undefined || value === '') return fallback
  const number = Number(value)
  // Number() also takes '0x10', '1e3' and ' 10 '.
  if (!/^\d{1,15}$/.test(value) || number < min || number > max) {
    throw invalidSetting(name, value, `a whole number from ${min} to ${max}`)
  }
  return number
}

/** One of some words. Unset and empty both mean the default. */
export function choice<Word extends string>(
  env: Environment,
  name: string,
  fallback: Word,
  words: readonly Word[],
): Word {
  const value = env[name] || fallback
  const word = words.find((known) => known === value)
  if (word === undefined) throw invalidSetting(name, value, words.join(' or '))
  return word
}
