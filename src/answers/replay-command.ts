import type { Answers, Resolved, Shell } from '../model/answers.ts'
import { listings } from '../model/listing.ts'
import { optionsOf } from '../model/options.ts'
import { type Pack, resourceFeature } from '../model/pack.ts'
import { quote } from '../model/quote.ts'
import type { ResourceLanguage } from '../model/resource.ts'
import { verbs } from '../model/verbs.ts'

// Each package manager's way to run one version of a create package. Yarn 1 has none; npx comes with every Node. bun
// create has flags of its own called --no-install and --no-git.
const starts = {
  npm: { words: ['npm', 'create'], name: 'raw-http-app', separator: ['--'] },
  pnpm: { words: ['pnpm', 'create'], name: 'raw-http-app', separator: [] },
  yarn: { words: ['npx'], name: 'create-raw-http-app', separator: [] },
  bun: { words: ['bunx'], name: 'create-raw-http-app', separator: [] },
}

/** The line that makes this very project again: every default spelt out, pinned to this version, quoted for a shell. */
export function replayCommand(pack: Pack, resolved: Resolved, shell: Shell, language: ResourceLanguage): string {
  const { answers, install, git } = resolved
  const { words, name, separator } = starts[answers.packageManager]
  const all = [
    ...words,
    `${name}@${pack.version}`,
    directoryWord(resolved.directory),
    ...separator,
    ...(pack.folders ?? []).flatMap((folder) => flag('pack', folder)),
    ...flag('features', answers.features.join(',')),
    ...answers.resources.flatMap((resource) => flag(String(resourceFeature(pack)?.id), language.format(resource))),
    ...optionFlags(pack, answers),
    ...flag('name', answers.name),
    ...flag('node', String(answers.node)),
    ...flag('pm', answers.packageManager),
    install ? '--install' : '--no-install',
    git ? '--git' : '--no-git',
  ]
  return all.map((word) => quote(word, shell)).join(' ')
}

/** Not mistaken for a flag or for something to list, and without an end that a quote behind it would make mean something else. */
function directoryWord(directory: string): string {
  const plain = directory.length > 1 ? directory.replace(/(?<=[^:/\\])[/\\]+$/, '') : directory
  return plain.startsWith('-') || [...listings, ...verbs].some((word) => word === plain) ? `./${plain}` : plain
}

/** Two words, or one where the value could be lost or taken for a flag. */
function flag(name: string, value: string): string[] {
  return value === '' || value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value]
}

function optionFlags(pack: Pack, { options }: Answers): string[] {
  return Object.entries(options).flatMap(([feature, values]) => {
    const flags = new Map(optionsOf(pack, feature).map((option) => [option.key, option.flag]))
    return Object.entries(values).flatMap(([key, value]) => flag(flags.get(key) ?? `${feature}-${key}`, value))
  })
}
