import type { Option } from 'commander'
import { completedShells, type Listing } from '../model/listing.ts'
import { defaultPreset, featuresIn, type Pack } from '../model/pack.ts'
import { type Verb, verbs } from '../model/verbs.ts'
import { commandOf } from './command.ts'
import { flagsOf } from './flags.ts'
import { layoutFor, listOf } from './layout.ts'

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

const usageWidth = 'Usage: create-raw-http-app [directory] [options]'.length

/** What `--help` prints, at most `width` columns wide. All of it follows from the flags, features and presets. */
export function helpText(pack: Pack, width: number): string {
  const flags = flagsOf(pack)
  const negatable = new Set(flags.filter((flag) => flag.negatable).map((flag) => flag.name))
  const help = layoutFor(width)
  const command = commandOf(flags)
    .usage(['[directory]', '[options]'].join(width < usageWidth ? '\n  ' : ' '))
    .description('Makes a TypeScript server on node:http, without dependencies.')
    .argument('[directory]', 'where to make it; "." is the current directory')
    .configureOutput({ getOutHelpWidth: () => width, getOutHasColors: () => false })
  command.createHelp = () =>
    Object.assign(help, {
      visibleOptions: () => command.options.filter((option) => !option.negate),
      optionTerm: (option: Option) =>
        negatable.has(option.name()) ? option.flags.replace('--', '--[no-]') : option.flags,
    })
  return [
    command.helpInformation(),
    listOf('To change a project, or look at it:', Object.values(verbItems), help),
    listOf('In place of a directory:', Object.values(listingItems), help),
    listOf('Presets:', presetItems(pack), help),
    listOf('Exit status:', exitStatuses, help),
    `${help.boxWrap('Asks only what no flag, preset or file has answered, and only in a terminal; elsewhere it never waits.', width)}\n`,
    `${help.boxWrap(`A directory that is called as one of these words is written with ./ in front, as in ./${verbs[0]}.`, width)}\n`,
    `${help.boxWrap('It needs no network to make a project, and sends no telemetry.', width)}\n`,
  ].join('\n')
}

function presetItems(pack: Pack): readonly (readonly [string, string])[] {
  return Object.entries(pack.presets).map(([name, preset]) => {
    const ids = featuresIn(pack, name).map(({ id }) => id)
    const features = preset.everything ? 'every feature' : ids.sort().join(', ') || 'no feature'
    return [name === defaultPreset(pack) ? `${name} (default)` : name, `${preset.hint}: ${features}`]
  })
}
