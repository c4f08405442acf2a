import { completedShells, type Listing } from '../model/listing.ts'
import { defaultPreset, featuresIn, type Pack } from '../model/pack.ts'
import { type Verb, verbs } from '../model/verbs.ts'
import { type Flag, flagsOf } from './flags.ts'
import { listOf, wrap } from './layout.ts'

const listingItems: Readonly<Record<Listing, readonly [usage: string, about: string]>> = {
  features: ['features [--json]', 'features, options, presets, and what requires what'],
  completion: [`completion <${completedShells.join('|')}>`, 'a script that completes this command in that shell'],
  check: ['check <dir>', 'whether the features in a folder of your own can join these'],
}

const verbItems: Readonly<Record<Verb, readonly [usage: string, about: string]>> = {
  add: ['add <feature|"resource spec">...', 'adds features or resources, and keeps what you changed'],
  remove: ['remove <feature|resource>...', 'takes them out again'],
  set: ['set --flag value...', 'changes an option, a resource, --node, --name or --pm'],
  upgrade: ['upgrade', 'brings it to the templates of this version'],
  diff: ['diff [path...]', 'what you changed since it was made, as a patch'],
  undo: ['undo', 'takes back the last of these, then the one before'],
  explain: ['explain <file[:line]>', 'which feature wrote a line, and what you changed'],
  doctor: ['doctor', 'what is wrong or out of date'],
}

const examples = [
  ['npm create raw-http-app', 'asks what to make'],
  ['npm create raw-http-app my-api -- -y', 'takes the defaults, and asks nothing'],
  ['npx create-raw-http-app add metrics', 'adds a feature to the project here'],
] as const

const exitStatuses = [
  ['0', 'done'],
  ['1', 'failed: the disk or a template'],
  ['2', 'the request is wrong: an unknown flag, a bad value, choices that conflict'],
  ['3', 'the directory is in use, or a file of yours is in the way'],
  ['4', 'done, or planned, and conflicts remain or the check of the project fails'],
  ['5', 'the files are complete, but install or git failed'],
  ['6', 'something is to be done: what --check and doctor look for'],
  ['130', 'cancelled'],
  ['143', 'terminated'],
] as const

/** What `--help` prints, at most `width` columns wide. All of it follows from the flags, features and presets. */
export function helpText(pack: Pack, width: number): string {
  const usage = ['Usage: create-raw-http-app', '[directory]', '[options]'].join(' ')
  const short = 'Usage: create-raw-http-app [directory]\n  [options]'
  const flags = flagsOf(pack)
  const groups = [...new Set(flags.map(({ group }) => group))]
  const termWidth = Math.max(...flags.map((flag) => termOf(flag).length))
  const items = (group: string) => flags.filter((flag) => flag.group === group && !isSwitch(flag)).map(flagItem)
  return [
    `${width < usage.length ? short : usage}\n`,
    `${wrap('Makes a TypeScript server on node:http, without dependencies.', width)}\n`,
    listOf('Examples:', examples, width),
    listOf('Arguments:', [['directory', 'where to make it; "." is the current directory']], width, termWidth),
    ...groups.map((group) => listOf(headingOf(group, flags, width), items(group), width, termWidth)),
    listOf('To change a project, or look at it:', Object.values(verbItems), width),
    listOf('In place of a directory:', Object.values(listingItems), width),
    listOf('Presets:', presetItems(pack), width),
    listOf('Exit status:', exitStatuses, width),
    `${wrap('Asks only what no flag, preset or file has answered, and only in a terminal; elsewhere it never waits.', width)}\n`,
    `${wrap(`A directory that is called as one of these words is written with ./ in front, as in ./${verbs[0]}.`, width)}\n`,
    `${wrap('It needs no network to make a project, and sends no telemetry.', width)}\n`,
  ].join('\n')
}

/** What each feature does is for `features` to say: a list of them all would hide the rest. */
function headingOf(group: Flag['group'], flags: readonly Flag[], width: number): string {
  if (group !== 'Features') return `${group}:`
  const switches = wrap(flags.filter(isSwitch).map(termOf).join(' '), width - 2)
  return `${wrap('Features (for what each does: create-raw-http-app features):', width)}\n${switches.replaceAll(/^/gm, '  ')}`
}

function isSwitch({ group, value }: Flag): boolean {
  return group === 'Features' && value === undefined
}

function flagItem(flag: Flag): readonly [string, string] {
  return [termOf(flag), flag.about]
}

/** `--[no-]cors`, `-h, --help`, `--name <package-name>`. */
function termOf({ name, short, value, negatable }: Flag): string {
  const start = short === undefined ? '' : `-${short}, `
  return `${start}--${negatable ? '[no-]' : ''}${name}${value === undefined ? '' : ` ${value}`}`
}

function presetItems(pack: Pack): readonly (readonly [string, string])[] {
  return Object.entries(pack.presets).map(([name, preset]) => {
    const ids = featuresIn(pack, name).map(({ id }) => id)
    const features = preset.everything ? 'every feature' : ids.sort().join(', ') || 'no feature'
    return [name === defaultPreset(pack) ? `${name} (default)` : name, `${preset.hint}: ${features}`]
  })
}
