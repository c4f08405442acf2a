import type { Choices, NodeMajor } from '../model/answers.ts'
import { parseNode, rivalsAmong, tooNewFor } from '../model/compatible.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import {
  choosable,
  defaultPreset,
  featureOf,
  featuresIn,
  type Pack,
  requirementsOf,
  resourceFeature,
} from '../model/pack.ts'

/** A set of features, and a sentence for each that left because another did. */
export interface FeatureChoice {
  readonly features: readonly string[]
  readonly notes: readonly string[]
}

type SetChoices = Pick<Choices, 'preset' | 'features' | 'with' | 'without' | 'resources'>

/**
 * The features that choices amount to, sorted, with all that they require. What a preset brings gives way to what was
 * asked for and to `node`. Throws a Failure where features that were asked for cannot be together, or not on that Node.
 */
export function chooseFeatures(pack: Pack, choices: SetChoices, node?: NodeMajor): FeatureChoice {
  const collector = (choices.resources ?? []).length > 0 ? resourceFeature(pack)?.id : undefined
  const asked = [...(choices.features ?? []), ...choices.with, ...(collector === undefined ? [] : [collector])]
  for (const id of [...asked, ...choices.without]) checkId(pack, id)
  for (const id of asked) checkWanted(pack, id, choices.without)
  const preset = choices.features === undefined ? featuresIn(pack, choices.preset ?? defaultPreset(pack)) : []
  const start = leaveOut(
    pack,
    preset.map(({ id }) => id),
    choices.without,
  )
  const fitting = leaveOutUnfit(pack, start.features, asked, node)
  const features = withRequired(pack, [...fitting.features, ...asked])
  checkTogether(pack, features, node)
  return { features, notes: [...start.notes, ...fitting.notes] }
}

/** A starting set without some of its features, and without those that require one of them. */
export function leaveOut(pack: Pack, start: readonly string[], without: readonly string[]): FeatureChoice {
  const notes: string[] = []
  const features = start.filter((id) => {
    if (without.includes(id)) return false
    const missing = without.find((other) => requirementsOf(pack, id).has(other))
    if (missing !== undefined) notes.push(`${id} is left out as well: it requires ${missing}.`)
    return missing === undefined
  })
  return { features, notes }
}

/** The features of a preset that go with those that were asked for, and with that Node. */
function leaveOutUnfit(
  pack: Pack,
  start: readonly string[],
  asked: readonly string[],
  node: NodeMajor | undefined,
): FeatureChoice {
  const notes: string[] = []
  const features = start.filter((id) => {
    if (asked.includes(id)) return true
    const newer = node === undefined ? undefined : tooNewFor(pack, [id], node)
    const [one, other] = rivalsAmong(pack, [...asked, id]) ?? []
    if (newer !== undefined) notes.push(`${id} is left out: ${newer} needs Node ${neededBy(pack, newer)}.`)
    else if (one !== undefined) notes.push(`${id} is left out: ${one} and ${other} exclude each other.`)
    return newer === undefined && one === undefined
  })
  return { features, notes }
}

function checkTogether(pack: Pack, features: readonly string[], node: NodeMajor | undefined): void {
  const newer = node === undefined ? undefined : tooNewFor(pack, features, node)
  if (newer !== undefined) {
    const needed = neededBy(pack, newer)
    const { major } = parseNode(needed)
    throw wrongRequest(
      `${newer} needs Node ${needed} or newer, and the project is for Node ${node}: add --node ${major}, or leave ${newer} out`,
    )
  }
  const rivals = rivalsAmong(pack, features)
  if (rivals !== undefined) throw wrongRequest(`${rivals.join(' and ')} exclude each other: leave one of the two out`)
}

function neededBy(pack: Pack, id: string): string {
  return featureOf(pack, id).manifest.node ?? ''
}

function checkId(pack: Pack, id: string): void {
  const ids = choosable(pack).map((feature) => feature.id)
  if (!ids.includes(id)) {
    throw wrongRequest(`unknown feature "${id}"${didYouMean(id, ids)}\nFeatures: ${ids.sort().join(', ')}`)
  }
}

function checkWanted(pack: Pack, id: string, without: readonly string[]): void {
  if (without.includes(id)) {
    throw wrongRequest(`${id} is asked for, and --no-${id} leaves it out: keep one of the two`)
  }
  const missing = without.find((other) => requirementsOf(pack, id).has(other))
  if (missing !== undefined) {
    throw wrongRequest(
      `${id} is asked for and requires ${missing}, which --no-${missing} leaves out: drop one of the two`,
    )
  }
}

function withRequired(pack: Pack, ids: readonly string[]): readonly string[] {
  const all = new Set(ids.flatMap((id) => [id, ...requirementsOf(pack, id)]))
  return choosable(pack)
    .map(({ id }) => id)
    .filter((id) => all.has(id))
    .sort()
}
