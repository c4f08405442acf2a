import type { Answers, Choices } from '../model/answers.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Failure, wrongRequest } from '../model/failure.ts'
import { optionsOf } from '../model/options.ts'
import { choosable, type Pack, requirementsOf, resourceFeature } from '../model/pack.ts'
import type { Resource, ResourceLanguage } from '../model/resource.ts'

/** What a project is to have from now on; `known`: what was asked for and is as it is to be already. */
export interface Change {
  readonly choices: Choices
  readonly known: readonly string[]
}

/** The words of `add`: ids of features, and specifications of resources. */
export function addTo(
  pack: Pack,
  saved: Choices,
  words: readonly string[],
  flags: Choices,
  language: ResourceLanguage,
): Change {
  const ids = choosable(pack).map(({ id }) => id)
  const features = words.filter((word) => ids.includes(word))
  const others = words.filter((word) => !ids.includes(word))
  for (const word of others) if (!/[\s:]/.test(word)) throw unknownWord(word, ids, 'is a feature')
  const resources = others.map((word) => language.parse(word))
  const had = saved.features ?? []
  const known = [
    ...features.filter((id) => had.includes(id)),
    ...resources.filter(({ name }) => saved.resources?.some((one) => one.name === name)).map(({ name }) => name),
  ]
  const twice = resources.find(({ name }, index) => resources.findIndex((one) => one.name === name) !== index)
  if (twice !== undefined) throw wrongRequest(`${twice.name} is given twice: leave one out`)
  const added = resources.filter(({ name }) => !known.includes(name))
  const all = [...(saved.resources ?? []), ...added]
  const choices: Choices = {
    ...saved,
    with: features,
    options: mergeOptions(saved.options, flags.options),
    ...(all.length === 0 ? {} : { resources: all }),
  }
  return { choices, known }
}

/** The words of `remove`: ids of features, and names of resources. What came along with a feature stays. */
export function removeFrom(pack: Pack, saved: Choices, words: readonly string[]): Change {
  const ids = choosable(pack).map(({ id }) => id)
  const { features: had = [], resources: all = [] } = saved
  const isResource = (word: string) => all.some(({ name }) => name === word)
  for (const word of words) {
    if (ids.includes(word) || isResource(word)) continue
    throw unknownWord(word, [...had, ...all.map(({ name }) => name)], 'is in the project')
  }
  const known = words.filter((word) => !isResource(word) && !had.includes(word))
  const features = had.filter((id) => !words.includes(id))
  for (const id of features) {
    const missing = words.find((word) => had.includes(word) && requirementsOf(pack, id).has(word))
    if (missing !== undefined) {
      throw wrongRequest(`${missing} is required by ${id}: remove ${id} as well, or keep ${missing}`)
    }
  }
  const collector = resourceFeature(pack)?.id
  const isKept = collector !== undefined && features.includes(collector)
  const resources = isKept ? all.filter(({ name }) => !words.includes(name)) : []
  if (isKept && resources.length === 0 && all.length > 0) {
    throw wrongRequest(`${all.at(-1)?.name} is the last resource: remove ${collector} to be without any`)
  }
  checkUnreferred(resources, words)
  const options = Object.entries(saved.options).filter(([id]) => features.includes(id))
  const { resources: _, ...rest } = saved
  const choices = { ...rest, features, options: Object.fromEntries(options), ...(isKept ? { resources } : {}) }
  return { choices, known }
}

function checkUnreferred(kept: readonly Resource[], words: readonly string[]): void {
  for (const { name, fields } of kept) {
    const ref = fields.find(({ ref = '' }) => words.includes(ref))
    if (ref === undefined) continue
    throw wrongRequest(
      `${ref.ref} is referred to by ${name} (${ref.name}): remove ${name} as well, or change it with set`,
    )
  }
}

/** The flags of `set`. A resource comes in the place of the one that has its name. */
export function setIn(pack: Pack, saved: Choices, flags: Choices): Choices {
  const { resources = [], options, name, node, packageManager } = flags
  if (flags.with.length > 0 && resources.length === 0) {
    const id = flags.with[0] ?? ''
    throw wrongRequest(`--${id} is missing its value: write --${id} "posts title:string" for a resource of that name`)
  }
  const isNothing = resources.length === 0 && Object.keys(options).length === 0
  if (isNothing && name === undefined && node === undefined && packageManager === undefined) {
    throw wrongRequest('set takes flags, as in --node 24: name what to change')
  }
  for (const { name: wanted } of resources) checkThere(pack, saved, wanted)
  for (const [id, values] of Object.entries(options)) {
    if (saved.features?.includes(id)) continue
    const flag = optionsOf(pack, id).find(({ key }) => key in values)?.flag
    throw wrongRequest(`--${flag} needs ${id}, which is not in the project: run "add ${id}" first`)
  }
  const replacementOf = (one: Resource) => resources.find((other) => other.name === one.name) ?? one
  return {
    ...saved,
    options: mergeOptions(saved.options, options),
    ...(saved.resources === undefined ? {} : { resources: saved.resources.map(replacementOf) }),
    ...(name === undefined ? {} : { name }),
    ...(node === undefined ? {} : { node }),
    ...(packageManager === undefined ? {} : { packageManager }),
  }
}

function checkThere(pack: Pack, { resources = [] }: Choices, wanted: string): void {
  const names = resources.map(({ name }) => name)
  if (names.includes(wanted)) return
  const flag = resourceFeature(pack)?.id
  throw wrongRequest(
    `--${flag}: the project has no ${wanted}${didYouMean(wanted, names)}\nUse "add" for one that is not there yet`,
  )
}

/** Answers as choices that leave nothing open. */
export function choicesFrom(answers: Answers): Choices {
  const { name, features, resources, options, node, packageManager } = answers
  return {
    ...{ directory: '.', name, features, with: [], without: [], options, node, packageManager },
    ...(resources.length === 0 ? {} : { resources }),
  }
}

function mergeOptions(saved: Choices['options'], given: Choices['options']): Choices['options'] {
  const merged = Object.entries(given).map(([id, values]) => [id, { ...saved[id], ...values }] as const)
  return { ...saved, ...Object.fromEntries(merged) }
}

function unknownWord(word: string, known: readonly string[], what: string): Failure {
  const hint = didYouMean(word, known)
  const spec = what === 'is a feature' ? '\nA resource is written with its fields, as in "posts title:string"' : ''
  const list = spec === '' ? `\nThere are ${[...known].sort().join(', ')}` : spec
  return wrongRequest(`nothing called ${JSON.stringify(word)} ${what}${hint}${list}`)
}
