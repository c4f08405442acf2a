import { type Answers, type NodeMajor, nodeMajors } from '../model/answers.ts'
import { parseNode } from '../model/compatible.ts'
import type { SettingManifest } from '../model/manifest.ts'
import type { Feature, Pack } from '../model/pack.ts'
import { type Field, type FieldType, fieldTypes, type Resource } from '../model/resource.ts'
import { type SettingRow, settingRow } from '../model/setting.ts'
import { declarationOf, exampleOf, type JsonScalar, rejectedExampleOf, ruleOf } from './fields.ts'
import { namesOf, type ResourceNames } from './names.ts'
import { type PackageLists, packageLists } from './package-lists.ts'
import { type ManagerContext, managers } from './package-managers.ts'
import { boundsText, functionFor, readExpression, type SettingFunction } from './settings.ts'
import { storedAnswers } from './stored.ts'

/** A field as templates see it. */
export interface FieldContext extends Field {
  /** `name?: type`, a member of an interface. */
  readonly declaration: string
  /** By each type: whether it is the field's. */
  readonly is: Readonly<Record<FieldType, boolean>>
  /** Its rule as an object literal. */
  readonly rule: string
  /** A value that its validation accepts, and one that it refuses. */
  readonly example: JsonScalar
  readonly rejected: JsonScalar
}

export interface ResourceContext extends ResourceNames {
  /** `0001`: its place among the resources. */
  readonly number: string
  readonly fields: readonly FieldContext[]
  /** An item that validation accepts, as JSON on one line. */
  readonly sampleJson: string
  readonly optionalFields: readonly FieldContext[]
  readonly requiredFields: readonly FieldContext[]
  readonly uniqueFields: readonly FieldContext[]
}

/** What every template can name; documented for contributors in templates/README.md. */
export interface Context extends ProjectContext {
  /** The options of the feature that the template belongs to. */
  readonly options: Readonly<Record<string, string>>
}

/** What is the same for the templates of all features. */
interface ProjectContext extends PlainContext, PackageLists {}

interface PlainContext extends ManagerContext {
  readonly name: string
  readonly node: number
  /** The range for package.json: where Node runs TypeScript by itself, the first release that does. */
  readonly engines: string
  /** The chosen Node runs TypeScript from source. */
  readonly runsTypeScript: boolean
  /** The chosen major and the newer ones. */
  readonly nodes: readonly number[]
  readonly packageManager: string
  readonly resources: readonly ResourceContext[]
  readonly settings: readonly SettingRow[]
  /** By name: the expression that reads a setting, and the bounds of an integer, for code that is written by hand. */
  readonly read: Readonly<Record<string, string>>
  readonly bounds: Readonly<Record<string, string>>
  /** Which functions of src/settings.ts the settings call. */
  readonly calls: Readonly<Record<SettingFunction, boolean>>
  /** What package.json stores. */
  readonly stored: { readonly version: string; readonly answers: Answers }
}

const engines = { 20: '20.12', 22: '22.18', 24: '24', 26: '26' }

/** The context of each feature's templates. `included`: the features of this project, in the pack's order. */
export function contextsOf(pack: Pack, included: readonly Feature[], answers: Answers): Map<Feature, Context> {
  const shared = projectContext(pack, included, answers)
  return new Map(included.map((feature) => [feature, { ...shared, options: answers.options[feature.id] ?? {} }]))
}

function projectContext(pack: Pack, included: readonly Feature[], answers: Answers): ProjectContext {
  const plain = plainContext(pack, included, answers)
  return { ...plain, ...packageLists(included, plain) }
}

function plainContext(pack: Pack, included: readonly Feature[], answers: Answers): PlainContext {
  return {
    name: answers.name,
    node: answers.node,
    engines: `>=${lowestRelease(included, answers.node)}`,
    runsTypeScript: answers.node >= 22,
    nodes: nodeMajors.filter((major) => major >= answers.node),
    packageManager: answers.packageManager,
    ...managers[answers.packageManager],
    resources: answers.resources.map(resourceContext),
    ...settingsContext(included.flatMap(({ manifest }) => manifest.settings ?? [])),
    stored: { version: pack.version, answers: storedAnswers(answers) },
  }
}

/** The first release of a major that runs all of these features. */
function lowestRelease(included: readonly Feature[], node: NodeMajor): string {
  const needed = included
    .flatMap(({ manifest }) => manifest.node ?? [])
    .filter((text) => parseNode(text).major === node)
  return [engines[node], ...needed].reduce((one, other) =>
    parseNode(other).minor > parseNode(one).minor ? other : one,
  )
}

function settingsContext(
  settings: readonly SettingManifest[],
): Pick<PlainContext, 'settings' | 'read' | 'bounds' | 'calls'> {
  const called = new Set(settings.map(functionFor))
  const integers = settings.filter(({ type }) => type === 'integer')
  return {
    settings: settings.map(settingRow),
    read: Object.fromEntries(settings.map((setting) => [setting.name, readExpression(setting)])),
    bounds: Object.fromEntries(integers.map((setting) => [setting.name, boundsText(setting)])),
    calls: { integer: called.has('integer'), choice: called.has('choice'), flag: called.has('flag') },
  }
}

function resourceContext(resource: Resource, index: number): ResourceContext {
  const fields = resource.fields.map(fieldContext)
  return {
    ...namesOf(resource),
    number: String(index + 1).padStart(4, '0'),
    fields,
    sampleJson: JSON.stringify(Object.fromEntries(fields.map(({ name, example }) => [name, example]))),
    optionalFields: fields.filter(({ optional }) => optional),
    requiredFields: fields.filter(({ optional }) => !optional),
    uniqueFields: fields.filter(({ unique }) => unique),
  }
}

function fieldContext(field: Field): FieldContext {
  return {
    ...field,
    declaration: declarationOf(field),
    is: Object.fromEntries(fieldTypes.map((type) => [type, type === field.type])) as FieldContext['is'],
    rule: ruleOf(field),
    example: exampleOf(field),
    rejected: rejectedExampleOf(field),
  }
}
