import { resolveAnswers } from '../answers/resolve-answers.ts'
import type { Rendering } from '../lint/subject.ts'
import { type Answers, nodeMajors, packageManagers } from '../model/answers.ts'
import { choosable, type Feature, type Pack, requirementsOf } from '../model/pack.ts'
import { includedFeatures } from '../render/included.ts'
import { renderLinesWith, type Templates } from '../render/render-with.ts'
import { resourceLanguage } from '../resource/language.ts'

/** A project to render, by the features that are asked for. */
export interface Meeting {
  readonly wanted: readonly string[]
  readonly answers: Answers
}

/**
 * Projects in which each of these features meets what it could meet: none, each of the others alone, all of them, and
 * all but one; none and all with the oldest Node and each package manager as well, where parts for them join.
 */
export function meetingsOf(pack: Pack, features: readonly Feature[]): readonly Meeting[] {
  const ids = choosable(pack).map(({ id }) => id)
  const own = features.map(({ id }) => id).filter((id) => ids.includes(id))
  const pairs = own.flatMap((one) => [one, ...ids].map((other) => [...new Set([one, other])].sort()))
  const nearlyAll = ids.map((left) => ids.filter((id) => id !== left && !requirementsOf(pack, id).has(left)))
  const sets = distinct([[], ...pairs, ids, ...nearlyAll])
  const newest = nodeMajors.at(-1) as Answers['node']
  return [
    ...sets.map((wanted) => ({ wanted, answers: answersFor(pack, wanted, newest) })),
    ...packageManagers.flatMap((packageManager) =>
      [[], ids].map((wanted) => ({
        wanted,
        answers: { ...answersFor(pack, wanted, nodeMajors[0]), packageManager },
      })),
    ),
  ]
}

export function renderMeeting(templates: Templates, pack: Pack, { answers }: Meeting): Rendering {
  return { included: includedFeatures(pack, answers), files: renderLinesWith(templates, pack, answers) }
}

function answersFor(pack: Pack, features: readonly string[], node: Answers['node']): Answers {
  const choices = { directory: 'my-api', features, with: [], without: [], options: {}, node }
  return resolveAnswers(pack, choices, { nodeMajor: node, userAgent: undefined, cwd: '/' }, resourceLanguage).answers
}

function distinct(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(sets.map((set) => [[...set].sort().join(), set])).values()]
}
