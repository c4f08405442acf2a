import { type Answers, type NodeMajor, nodeMajors } from '../model/answers.ts'
import { parseNode } from '../model/compatible.ts'
import type { SettingManifest } from '../model/manifest.ts'
import type { Feature } from '../model/pack.ts'
import {
  type Field,
  type FieldType,
  type FieldValue,
  fieldTypes,
  type Resource,
  timestampNames,
} from '../model/resource.ts'
import { type SettingRow, settingRow } from '../model/setting.ts'
import { declarationOf, ruleOf } from './fields.ts'
import { namesOf, type ResourceNames } from './names.ts'
import { type PackageLists, packageLists } from './package-lists.ts'
import { type ManagerContext, managers } from './package-managers.ts'
import { codeOf, rejectedBy, sampleOf } from './samples.ts'
import { boundsText, functionFor, readExpression, type SettingFunction } from './settings.ts'

/** A field of an item as it is declared and stored. */
export interface DeclaredField extends Field {
  /** `name?: type`, a member of an interface. */
  readonly declaration: string
  /** By each type: whether it is the field's. */
  readonly is: Readonly<Record<FieldType, boolean>>
  /** Its rule as an object literal. */
  readonly rule: string
}

/** A field that a client sets. */
export interface FieldContext extends DeclaredField {
  /** A value that its validation accepts; and as an expression. */
  readonly example: FieldValue
  readonly exampleCode: string
}

export interface ResourceContext extends ResourceNames {
  /** `0001`: its place among the resources. */
  readonly number: string
  readonly fields: readonly FieldContext[]
  /** With those that the server sets. */
  readonly allFields: readonly DeclaredField[]
  readonly timestamps: boolean
  /** An item that validation accepts, as JSON on one line. */
  readonly sampleJson: string
  readonly optionalFields: readonly FieldContext[]
  /** Those that have to be sent. */
  readonly requiredFields: readonly FieldContext[]
  readonly defaultFields: readonly FieldContext[]
  readonly uniqueFields: readonly FieldContext[]
  /** Values that validation refuses, as expressions, each with the name of its field. */
  readonly rejections: readonly { readonly name: string; readonly value: string }[]
}

const languages: Readonly<Record<NodeMajor, string>> = { 20: 'es2023', 22: 'es2024', 24: 'es2025', 26: 'es2025' }

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
  /** The ECMAScript version that it has in full, as TypeScript names it. */
  readonly language: string
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
}

const engines = { 20: '20.12', 22: '22.18', 24: '24', 26: '26' }

/** The context of each feature's templates. `included`: the features of this project, in the pack's order. */
export function contextsOf(included: readonly Feature[], answers: Answers): Map<Feature, Context> {
  const shared = projectContext(included, answers)
  return new Map(included.map((feature) => [feature, { ...shared, options: answers.options[feature.id] ?? {} }]))
}

function projectContext(included: readonly Feature[], answers: Answers): ProjectContext {
  const plain = plainContext(included, answers)
  return { ...plain, ...packageLists(included, plain) }
}

function plainContext(included: readonly Feature[], answers: Answers): PlainContext {
  return {
    name: answers.name,
    node: answers.node,
    engines: `>=${lowestRelease(included, answers.node)}`,
    runsTypeScript: answers.node >= 22,
    language: languages[answers.node],
    nodes: nodeMajors.filter((major) => major >= answers.node),
    packageManager: answers.packageManager,
    ...managers[answers.packageManager],
    resources: answers.resources.map(resourceContext),
    ...settingsContext(included.flatMap(({ manifest }) => manifest.settings ?? [])),
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
  const fields = resource.fields.map((field) => fieldContext(field, resource))
  return {
    ...namesOf(resource),
    number: String(index + 1).padStart(4, '0'),
    fields,
    allFields: resource.timestamps ? [...fields, ...timestampFields] : fields,
    timestamps: resource.timestamps === true,
    sampleJson: JSON.stringify(Object.fromEntries(fields.map(({ name, example }) => [name, example]))),
    optionalFields: fields.filter(({ optional }) => optional),
    requiredFields: fields.filter((field) => !field.optional && field.default === undefined),
    defaultFields: fields.filter((field) => field.default !== undefined),
    uniqueFields: fields.filter(({ unique }) => unique),
    rejections: fields.flatMap((field) => rejectedBy(field).map((value) => ({ name: field.name, value }))),
  }
}

function fieldContext(field: Field, resource: Resource): FieldContext {
  const example = sampleOf(field, resource)
  return { ...declaredField(field), example, exampleCode: codeOf(example) }
}

function declaredField(field: Field): DeclaredField {
  const is = Object.fromEntries(fieldTypes.map((type) => [type, type === field.type])) as DeclaredField['is']
  return { ...field, declaration: declarationOf(field), is, rule: ruleOf(field) }
}

const timestampFields: readonly DeclaredField[] = timestampNames.map((name) => ({
  ...declaredField({ name, type: 'datetime', optional: false, unique: false, values: [] }),
  rule: `{ type: 'datetime', setAt: '${name === 'createdAt' ? 'creation' : 'change'}' }`,
}))
