import { describe, expect, test } from 'vitest'
import { addTo, choicesFrom, removeFrom, setIn } from '../../../src/answers/change-answers.ts'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import type { Answers, Choices } from '../../../src/model/answers.ts'
import { optionsOf } from '../../../src/model/options.ts'
import { choosable, requirementsOf } from '../../../src/model/pack.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { answersFor, realPack, renderProject } from '../../support/real-pack.ts'

const ids = choosable(realPack).map(({ id }) => id)
const nothing: Choices = { with: [], without: [], options: {} }

function resolve(choices: Choices): Answers {
  return resolveAnswers(realPack, choices, { nodeMajor: 24, cwd: '/' }, resourceLanguage).answers
}

const add = (answers: Answers, ...words: string[]) =>
  resolve(addTo(realPack, choicesFrom(answers), words, nothing, resourceLanguage).choices)
const remove = (answers: Answers, ...words: string[]) =>
  resolve(removeFrom(realPack, choicesFrom(answers), words).choices)

/** As texts, which also shows the order of keys. */
const made = (answers: Answers) => [...renderProject(realPack, answers)]

describe.each(ids)('a project with %s', (one) => {
  const start = answersFor(realPack, [one], 24)
  const others = ids.filter((id) => !start.features.includes(id))

  test.each(others)('and then %s is one made with both; without what came along it is as before', (other) => {
    const both = add(start, other)
    expect(made(both)).toEqual(made(answersFor(realPack, [one, other], 24)))
    const came = both.features.filter((id) => !start.features.includes(id))
    expect(made(remove(both, ...came))).toEqual(made(start))
  })
})

test('what came along stays', () => {
  const pairs = ids.flatMap((id) => [...requirementsOf(realPack, id)].map((required) => ({ id, required })))
  const { id = '', required } = pairs.find((pair) => ids.includes(pair.required)) ?? {}
  expect(remove(add(answersFor(realPack, [], 24), id), id).features).toContain(required)
})

const everything = answersFor(realPack, ids, 24)
const set = (answers: Answers, flags: Partial<Choices>) =>
  resolve(setIn(realPack, choicesFrom(answers), { ...nothing, ...flags }))

test.each<[string, Partial<Choices>, Partial<Answers>]>([
  ['the lowest Node', { node: 22 }, { node: 22 }],
  ['the package manager', { packageManager: 'yarn' }, { packageManager: 'yarn' }],
  ['the name', { name: 'other' }, { name: 'other' }],
  [
    'a resource',
    { resources: [resourceLanguage.parse('todos title done:boolean due:datetime:optional')] },
    { resources: [resourceLanguage.parse('todos title done:boolean due:datetime:optional')] },
  ],
  ...Object.entries(everything.options).flatMap(([id, values]) =>
    optionsOf(realPack, id).flatMap(({ key: option, choices }): [string, Partial<Choices>, Partial<Answers>][] => {
      const value = choices === undefined ? '7' : choices.find((choice) => choice !== values[option])
      if (value === undefined) return []
      const changed = { ...everything.options, [id]: { ...values, [option]: value } }
      return [[`--${id}-${option}`, { options: { [id]: { [option]: value } } }, { options: changed }]]
    }),
  ),
])('set of %s gives what a project made so has, and back', (_, flags, expected) => {
  const changed = set(everything, flags)
  expect(made(changed)).toEqual(made({ ...everything, ...expected }))
  const { name, node, packageManager, resources, options } = everything
  expect(made(set(changed, { name, node, packageManager, resources, options }))).toEqual(made(everything))
})
