import { type OutputUnit, Validator } from '@cfworker/json-schema'
import type { Answers, Choices } from '../model/answers.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Failure, wrongRequest } from '../model/failure.ts'
import { type JsonPath, parsePointer, pathText, valueAt } from '../model/json-path.ts'
import { type Pack, resourceFeature } from '../model/pack.ts'
import { recordPath } from '../model/record.ts'
import type { Field, Resource, ResourceLanguage } from '../model/resource.ts'
import { answersSchema } from './answers-schema.ts'
import { checkSaved } from './check-saved.ts'
import { chooseFeatures } from './choose-features.ts'

/** What a file may hold once it is checked: answers whose defaults may be left out. */
type SavedAnswers = Partial<Omit<Answers, 'resources'>> & { readonly resources?: readonly SavedResource[] }
type SavedResource = Pick<Resource, 'name'> & {
  readonly singular?: string
  readonly timestamps?: boolean
  readonly fields: readonly (Pick<Field, 'name'> & Partial<Field>)[]
}

/** In package.json, where projects of before their own record have them. */
const storedUnder = 'create-raw-http-app'

/**
 * The choices in a file of answers, or in the record of a project that was made with them. `file` names it in
 * messages. Throws a Failure that gives the path of the first key or value that does not belong.
 */
export function readSaved(pack: Pack, json: unknown, file: string, language: ResourceLanguage): Choices {
  const { answers, path } = locate(json, file)
  const result = new Validator(answersSchema(pack), '2020-12', false).validate(answers)
  const fault = result.errors.find(isLeaf)
  if (fault !== undefined) throw wrongRequest(`${file}: ${describe(pack, fault, answers, path)}`)
  const { name, features, resources, options = {}, node, packageManager } = answers as SavedAnswers
  const read = (resources ?? []).map((resource) => complete(resource, language))
  const refuse = (key: JsonPath, why: string) => wrongRequest(`${file}: ${pathText([...path, ...key])} ${why}`)
  checkOwners(pack, answers as SavedAnswers, refuse)
  checkSaved(pack, { name, options, resources: read }, language, refuse)
  return {
    with: [],
    without: [],
    options,
    ...(name === undefined ? {} : { name }),
    ...(features === undefined ? {} : { features }),
    ...(read.length === 0 ? {} : { resources: read }),
    ...(node === undefined ? {} : { node }),
    ...(packageManager === undefined ? {} : { packageManager }),
  }
}

function locate(json: unknown, file: string): { answers: unknown; path: JsonPath } {
  const stored = valueAt(json, [storedUnder])
  if (stored !== undefined) return { answers: valueAt(stored, ['answers']) ?? null, path: [storedUnder, 'answers'] }
  if (/(?:^|[/\\])package\.json$/.test(file)) {
    throw wrongRequest(
      `${file} has no "${storedUnder}", where the first projects kept their answers: name ${recordPath} beside it`,
    )
  }
  const recorded = valueAt(json, ['answers'])
  if (recorded !== undefined) return { answers: recorded, path: ['answers'] }
  return { answers: json, path: [] }
}

/** The rest only say that something inside them is wrong. */
function isLeaf({ keyword }: OutputUnit): boolean {
  return !['properties', 'items', 'additionalProperties'].includes(keyword)
}

function describe(pack: Pack, fault: OutputUnit, answers: unknown, base: JsonPath): string {
  const path = parsePointer(fault.instanceLocation)
  const where = pathText([...base, ...path])
  const rule = valueAt(answersSchema(pack), parsePointer(fault.keywordLocation))
  if (fault.keyword === 'false') {
    const siblings = valueAt(answersSchema(pack), parsePointer(schemaOf(path)))
    const known = Object.keys((siblings ?? {}) as object).filter((key) => key !== '$schema')
    return `unknown key ${where}${didYouMean(String(path.at(-1)), known)}\nKnown there: ${known.join(', ')}`
  }
  const value = JSON.stringify(valueAt(answers, path))
  if (fault.keyword === 'enum') {
    const all = (rule as readonly unknown[]).map(String)
    const hint = path[0] === 'features' ? '\nFeatures of your own need their --pack <dir> beside it' : ''
    return `${where} is ${value}, which is none of ${all.join(', ')}${didYouMean(value.replaceAll('"', ''), all)}${hint}`
  }
  if (fault.keyword === 'type') return `${where} has to be of type ${rule}, and is ${value}`
  if (fault.keyword === 'required') return `${where} lacks a key: it needs ${(rule as readonly string[]).join(' and ')}`
  if (fault.keyword === 'uniqueItems') return `${where} names something twice`
  return `${where}: ${fault.error}`
}

/** Where the schema lists the keys that may stand beside the last one of a path. */
function schemaOf(path: JsonPath): string {
  const steps = path.slice(0, -1).map((key) => (typeof key === 'number' ? 'items' : `properties/${key}`))
  return ['#', ...steps, 'properties'].join('/')
}

function complete({ name, singular, fields, timestamps }: SavedResource, language: ResourceLanguage): Resource {
  return {
    name,
    singular: singular ?? language.parse(name).singular,
    fields: fields.map((field) => ({ type: 'string', optional: false, unique: false, values: [], ...field })),
    ...(timestamps ? { timestamps } : {}),
  }
}

/** Resources and options whose feature the same file leaves out are a slip, not a wish. */
function checkOwners(pack: Pack, saved: SavedAnswers, refuse: (key: JsonPath, why: string) => Failure): void {
  if (saved.features === undefined) return
  const { features } = chooseFeatures(pack, { features: saved.features, with: [], without: [] })
  const collector = resourceFeature(pack)?.id
  if ((saved.resources ?? []).length > 0 && (collector === undefined || !features.includes(collector))) {
    throw refuse(['resources'], `needs ${collector} among the features, which leave it out`)
  }
  const stray = Object.keys(saved.options ?? {}).find((feature) => !features.includes(feature))
  if (stray !== undefined) throw refuse(['options', stray], `needs ${stray} among the features, which leave it out`)
}
