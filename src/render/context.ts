import { type Answers, nodeMajors } from '../model/answers.ts'
import type { SettingManifest } from '../model/manifest.ts'
import type { Feature } from '../model/pack.ts'
import type { Field, Resource } from '../model/resource.ts'
import { declarationOf, exampleOf, type JsonScalar, rejectedExampleOf, ruleOf } from './fields.ts'
import { namesOf, type ResourceNames } from './names.ts'
import { type ManagerContext, managers } from './package-managers.ts'

/** A field as templates see it. */
export interface FieldContext extends Field {
  /** `name?: type`, a member of an interface. */
  readonly declaration: string
  /** Its rule as an object literal. */
  readonly rule: string
  /** A value that its validation accepts, and one that it refuses. */
  readonly example: JsonScalar
  readonly rejected: JsonScalar
}

export interface ResourceContext extends ResourceNames {
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
interface ProjectContext extends ManagerContext {
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
  readonly settings: readonly SettingManifest[]
}

const engines = { 20: '>=20.12', 22: '>=22.18', 24: '>=24', 26: '>=26' }

/** The context of each feature's templates. `included`: the features of this project, in the pack's order. */
export function contextsOf(included: readonly Feature[], answers: Answers): Map<Feature, Context> {
  const shared = projectContext(included, answers)
  return new Map(included.map((feature) => [feature, { ...shared, options: answers.options[feature.id] ?? {} }]))
}

function projectContext(included: readonly Feature[], answers: Answers): ProjectContext {
  return {
    name: answers.name,
    node: answers.node,
    engines: engines[answers.node],
    runsTypeScript: answers.node >= 22,
    nodes: nodeMajors.filter((major) => major >= answers.node),
    packageManager: answers.packageManager,
    ...managers[answers.packageManager],
    resources: answers.resources.map(resourceContext),
    settings: included.flatMap(({ manifest }) => manifest.settings ?? []),
  }
}

function resourceContext(resource: Resource): ResourceContext {
  const fields = resource.fields.map(fieldContext)
  return {
    ...namesOf(resource),
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
    rule: ruleOf(field),
    example: exampleOf(field),
    rejected: rejectedExampleOf(field),
  }
}
