import type { Choices, NodeMajor, PackageManager } from '../model/answers.ts'
import { optionsOf } from '../model/options.ts'
import { choosable, type Pack, resourceFeature } from '../model/pack.ts'
import type { ResourceLanguage } from '../model/resource.ts'
import { checkValues, checkWords } from './check-words.ts'
import { flagsOf } from './flags.ts'
import { type ListingRequest, listingIn } from './listing-request.ts'
import { type Given, readWords } from './read-words.ts'
import { type VerbRequest, verbIn } from './verb-request.ts'

/** How the command is to go about its work. */
export interface RunOptions {
  readonly overwrite: boolean
  readonly dryRun: boolean
  readonly json: boolean
  /** Ask nothing: `--yes` or `--json`. */
  readonly yes: boolean
  /** `--yes` itself: what loses data is accepted as well. */
  readonly accepts: boolean
  /** The file of answers. */
  readonly config?: string
  readonly help: boolean
  readonly version: boolean
  /** Nothing is made, something is listed. */
  readonly listing?: ListingRequest
  /** Something is done in a project that is there; the choices are what it is to have. */
  readonly verb?: VerbRequest
}

const nothing: Choices = { with: [], without: [], options: {} }

/**
 * What the words of the command line say. Throws a Failure for the first that means nothing here or contradicts
 * another. Where help or the version is asked for, the rest is not looked at.
 */
export function parseArguments(
  argv: readonly string[],
  pack: Pack,
  language: ResourceLanguage,
): { readonly choices: Choices; readonly run: RunOptions } {
  const flags = flagsOf(pack)
  const words = readWords(flags, argv)
  const run = runOptions(words.given)
  if (run.help || run.version) return { choices: nothing, run }
  checkValues(words)
  const listing = words.unknown.length === 0 ? listingIn(words) : undefined
  if (listing !== undefined) return { choices: nothing, run: { ...run, listing } }
  const verb = verbIn(flags, words)
  if (verb !== undefined) return { choices: choicesOf(words.given, undefined, pack, language), run: { ...run, verb } }
  checkWords(flags, words)
  return { choices: choicesOf(words.given, words.operands[0], pack, language), run }
}

function runOptions(given: readonly Given[]): RunOptions {
  const has = (name: string) => given.some(({ flag }) => flag.name === name)
  return {
    overwrite: has('overwrite'),
    dryRun: has('dry-run'),
    json: has('json'),
    yes: has('json') || has('yes'),
    accepts: has('yes'),
    help: has('help'),
    version: has('version'),
    ...known('config', valueFor(given, 'config')),
  }
}

function choicesOf(
  given: readonly Given[],
  directory: string | undefined,
  pack: Pack,
  language: ResourceLanguage,
): Choices {
  const ids = choosable(pack).map(({ id }) => id)
  const switched = (negated: boolean) =>
    ids.filter((id) => given.some((one) => one.flag.name === id && one.negated === negated))
  const features = valueFor(given, 'features')?.split(',')
  const collector = resourceFeature(pack)
  const specifications = given.filter(({ flag, value }) => flag.name === collector?.id && value !== true)
  const node = valueFor(given, 'node')
  return {
    with: switched(false),
    without: switched(true),
    options: optionsIn(given, pack),
    ...known('directory', directory),
    ...known('name', valueFor(given, 'name')),
    ...known('preset', valueFor(given, 'preset')),
    ...known(
      'features',
      features?.map((id) => id.trim()).filter((id) => id !== ''),
    ),
    ...(specifications.length === 0
      ? {}
      : { resources: specifications.map(({ value }) => language.parse(String(value))) }),
    ...known('node', node === undefined ? undefined : (Number(node) as NodeMajor)),
    ...known('packageManager', valueFor(given, 'pm') as PackageManager | undefined),
    ...known('install', switchOf(given, 'install')),
    ...known('git', switchOf(given, 'git')),
  }
}

function optionsIn(given: readonly Given[], pack: Pack): Choices['options'] {
  const chosen = choosable(pack).map(({ id }) => {
    const options = optionsOf(pack, id).map(({ key, flag }) => [key, valueFor(given, flag)] as const)
    return [id, Object.fromEntries(options.filter(([, value]) => value !== undefined))] as const
  })
  return Object.fromEntries(chosen.filter(([, options]) => Object.keys(options).length > 0)) as Choices['options']
}

function valueFor(given: readonly Given[], name: string): string | undefined {
  const value = given.find(({ flag }) => flag.name === name)?.value
  return value === true ? undefined : value
}

function switchOf(given: readonly Given[], name: string): boolean | undefined {
  const one = given.find(({ flag }) => flag.name === name)
  return one === undefined ? undefined : !one.negated
}

/** The key with its value, or no key at all: an open question has none. */
function known<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [key in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [key in Key]?: Value }
}
