import { resolveAnswers } from '../answers/resolve-answers.ts'
import type { Rendering } from '../lint/subject.ts'
import { type Answers, type NodeMajor, nodeMajors, packageManagers } from '../model/answers.ts'
import { compatible } from '../model/compatible.ts'
import { firstHistory, type History } from '../model/migration.ts'
import { providerChoices } from '../model/options.ts'
import { choosable, type Feature, type Pack, requirementsOf } from '../model/pack.ts'
import { includedFeatures } from '../render/included.ts'
import type { Templates } from '../render/render-file.ts'
import { renderLinesWith } from '../render/render-with.ts'
import { resourceLanguage } from '../resource/language.ts'

/** A project to render, by the features that are asked for. */
export interface Meeting {
  readonly wanted: readonly string[]
  readonly answers: Answers
}

/**
 * Projects in which each of these features meets what it could meet: none, each of the others alone, all of them, and
 * all but one; none and all with the oldest Node and each package manager as well, where parts for them join, and all
 * with each Node between: a provider that the oldest does not run may bring parts for them.
 */
export function meetingsOf(pack: Pack, features: readonly Feature[]): readonly Meeting[] {
  const all = choosable(pack).map(({ id }) => id)
  const own = features.map(({ id }) => id).filter((id) => all.includes(id))
  const pairs = own.flatMap((one) => [one, ...all].map((other) => [one, other]))
  const nearlyAll = all.map((left) => all.filter((id) => id !== left && !requirementsOf(pack, id).has(left)))
  const most = own.map((id) => [id, ...all])
  const sets = (wanted: readonly (readonly string[])[], node: NodeMajor) =>
    distinct(wanted.map((ids) => [...new Set(compatible(pack, ids, node))].sort()))
  const newest = nodeMajors.at(-1) as NodeMajor
  const [oldest] = nodeMajors
  const meetings = [
    ...sets([[], ...pairs, all, ...most, ...nearlyAll], newest).map((wanted) => ({
      wanted,
      answers: answersFor(pack, wanted, newest),
    })),
    ...nodeMajors
      .slice(1, -1)
      .flatMap((node) => sets([all], node).map((wanted) => ({ wanted, answers: answersFor(pack, wanted, node) }))),
    ...packageManagers.flatMap((packageManager) =>
      sets([[], all, ...most], oldest).map((wanted) => ({
        wanted,
        answers: { ...answersFor(pack, wanted, oldest), packageManager },
      })),
    ),
  ]
  return [...meetings, ...meetings.flatMap((meeting) => withProviders(pack, features, meeting))]
}

/** The same project with each of these features that could provide one of its capabilities in place of the default. */
function withProviders(pack: Pack, features: readonly Feature[], { wanted, answers }: Meeting): readonly Meeting[] {
  return providerChoices(pack, answers)
    .filter(({ provider }) => features.includes(provider))
    .map(({ options }) => ({ wanted, answers: { ...answers, options } }))
}

export function renderMeeting(templates: Templates, pack: Pack, { answers }: Meeting): Rendering {
  const files = renderLinesWith(templates, pack, answers, livelyHistory(answers))
  return { included: includedFeatures(pack, answers), files }
}

/** A history with a migration of every kind. */
function livelyHistory({ resources }: Answers): History {
  const changed = resources.flatMap((resource, index) => [
    { number: `1${index}`, resource: { ...resource, timestamps: true as const } },
    { number: `2${index}`, resource: { ...resource, fields: [] } },
  ])
  return [...firstHistory(resources), ...changed]
}

function answersFor(pack: Pack, features: readonly string[], node: NodeMajor): Answers {
  const choices = { directory: 'my-api', features, with: [], without: [], options: {}, node }
  return resolveAnswers(pack, choices, { nodeMajor: node, userAgent: undefined, cwd: '/' }, resourceLanguage).answers
}

function distinct(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(sets.map((set) => [[...set].sort().join(), set])).values()]
}
