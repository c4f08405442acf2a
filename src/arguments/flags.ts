import { nodeMajors, packageManagers } from '../model/answers.ts'
import { defaultText, type FeatureOption, optionsOf } from '../model/options.ts'
import { choosable, defaultPreset, type Feature, type Pack } from '../model/pack.ts'
import { type Verb, verbs } from '../model/verbs.ts'
import { planned, verbFlags } from './verb-flags.ts'

/** One flag of the command line: the parser, the help and the search for swallowed flags all follow from it. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** What help shows for its value: `<dir>`, or `[spec]` where it may stand alone. None for a switch. */
  readonly value?: string
  /** `--no-<name>` is a flag as well. */
  readonly negatable?: true
  /** Given again it adds a value, where others have one. */
  readonly repeatable?: true
  /** The only values it takes; where `list`, several of them with commas between. */
  readonly choices?: readonly string[]
  readonly list?: true
  /** Its value is the path of a file that is there. */
  readonly file?: true
  readonly about: string
  /** The heading it stands under in help. */
  readonly group: 'The project' | 'Features' | 'The run' | 'In a project'
  /** The verbs that it goes with. */
  readonly verbs?: readonly Verb[]
  /** It does not go with the making of a project. */
  readonly onlyVerbs?: true
}

/** Every flag there is, in the order of help: those of features come from their manifests. */
export function flagsOf(pack: Pack): readonly Flag[] {
  const features = [...choosable(pack)].sort((a, b) => (a.id < b.id ? -1 : 1))
  return [
    ...projectFlags(pack),
    ...features.flatMap((feature) => featureFlags(pack, feature)),
    ...runFlags,
    ...verbFlags,
  ]
}

/** Whether a flag goes with a verb; with the making of a project where there is none. */
export function goesWith({ verbs: some, onlyVerbs }: Flag, verb: Verb | undefined): boolean {
  return verb === undefined ? onlyVerbs !== true : some?.includes(verb) === true
}

function projectFlags(pack: Pack): readonly Flag[] {
  const group = 'The project'
  const presets = Object.keys(pack.presets)
  const features = [...choosable(pack).map(({ id }) => id)].sort()
  return [
    {
      name: 'preset',
      value: `<${presets.join('|')}>`,
      choices: presets,
      about: `features to start from (${defaultPreset(pack)})`,
      group,
    },
    {
      name: 'features',
      value: '<id,id,...>',
      about: 'exactly these features and what they require, instead of a preset',
      choices: features,
      list: true,
      group,
    },
    {
      name: 'name',
      value: '<package-name>',
      about: 'its package name (from the directory)',
      group,
      verbs: ['set'],
    },
    {
      name: 'node',
      value: `<${nodeMajors.join('|')}>`,
      choices: nodeMajors.map(String),
      about: 'lowest Node it must run on (the running one)',
      group,
      verbs: ['set'],
    },
    {
      name: 'pm',
      value: `<${packageManagers.join('|')}>`,
      choices: packageManagers,
      about: 'its package manager (the one that runs this, else npm)',
      group,
      verbs: ['set'],
    },
    {
      name: 'pack',
      value: '<dir>',
      repeatable: true,
      file: true,
      about: 'a folder with features of your own, to choose from as well; repeatable',
      group,
      verbs,
    },
  ]
}

function featureFlags(pack: Pack, { id, manifest }: Feature): readonly Flag[] {
  const group = 'Features'
  const about = manifest.node === undefined ? manifest.hint : `${manifest.hint} (Node ${manifest.node} or newer)`
  const own: Flag =
    manifest.resources === undefined
      ? { name: id, negatable: true, about, group }
      : {
          name: id,
          value: '[spec]',
          negatable: true,
          repeatable: true,
          about: `${about}; repeatable ("${manifest.resources.default.join('", "')}")`,
          group,
          verbs: ['set'],
        }
  return [own, ...optionsOf(pack, id).map(optionFlag)]
}

const valueNames = {
  directory: '<dir>',
  integer: '<number>',
  text: '<text>',
  choice: '<choice>',
  provider: '<provider>',
}

function optionFlag(option: FeatureOption): Flag {
  const { flag, type, hint, choices } = option
  const usual = defaultText(option)
  return {
    name: flag,
    value: choices === undefined ? valueNames[type] : `<${choices.join('|')}>`,
    about: usual === '' ? hint : `${hint} (${usual})`,
    group: 'Features',
    verbs: ['add', 'set'],
    ...(choices === undefined ? {} : { choices }),
  }
}

const runFlags: readonly Flag[] = [
  { name: 'install', negatable: true, about: 'install its development tools (yes)', group: 'The run' },
  { name: 'git', negatable: true, about: 'start a git repository (yes)', group: 'The run' },
  {
    name: 'config',
    value: '<file.json>',
    file: true,
    about: 'answers from a file, or from the folder of an earlier project; flags win over it',
    group: 'The run',
  },
  { name: 'overwrite', about: 'replace files that the project also has; never deletes others', group: 'The run' },
  {
    name: 'dry-run',
    about: 'print the tree, or what would change, and write nothing',
    group: 'The run',
    verbs: planned,
  },
  { name: 'json', about: 'print one JSON document and nothing else; implies --yes', group: 'The run', verbs },
  {
    name: 'yes',
    short: 'y',
    about: 'ask nothing, take the defaults; in a project, accept what is lost',
    group: 'The run',
    verbs,
  },
  { name: 'help', short: 'h', about: 'print this help', group: 'The run', verbs },
  { name: 'version', short: 'v', about: 'print the version', group: 'The run', verbs },
]
