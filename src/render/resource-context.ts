import {
  type Field,
  type FieldType,
  type FieldValue,
  fieldTypes,
  propertyOf,
  type Resource,
  timestampNames,
} from '../model/resource.ts'
import { declarationOf, listOf, ruleOf } from './fields.ts'
import { namesOf, type ResourceNames } from './names.ts'
import { exampleFields, neededFor, sampleFields } from './references.ts'
import { codeOf, rejectedBy, sampleOf } from './samples.ts'
import { type Seed, seedsOf } from './seeds.ts'
import { literal } from './template.ts'

/** A field of an item as it is declared and stored, by the name of its property. */
export interface DeclaredField extends Omit<Field, 'ref'> {
  /** `name?: type`, a member of an interface. */
  readonly declaration: string
  /** By each type: whether it is the field's. A ref is an integer as well. */
  readonly is: Readonly<Record<FieldType, boolean>>
  /** Its rule as an object literal. */
  readonly rule: string
  /** The resource that a ref refers to; null for every other type. */
  readonly ref: ResourceNames | null
}

/** A field that a client sets. */
export interface FieldContext extends DeclaredField {
  /** A value that its validation accepts; and as an expression. */
  readonly example: FieldValue
  readonly exampleCode: string
}

/** The column of a table that refers to another table. */
export interface TableRef {
  readonly table: string
  readonly name: string
  readonly target: string
}

export interface ResourceContext extends ResourceNames {
  /** `0001`: its place among the resources. */
  readonly number: string
  readonly fields: readonly FieldContext[]
  /** With those that the server sets. */
  readonly allFields: readonly DeclaredField[]
  readonly timestamps: boolean
  /** Those of an item that can be created once `needed` was: all, where there are no refs. */
  readonly sampleFields: readonly FieldContext[]
  /** Those of an example: without refs that may be left out. */
  readonly exampleFields: readonly FieldContext[]
  /** What `sampleFields` refer to, in the order in which it can be created: the first item of each. */
  readonly needed: readonly Pick<ResourceContext, 'name' | 'exampleFields'>[]
  /** What its fields refer to, each once; `key`: its name as a property of an object literal. */
  readonly parents: readonly (ResourceNames & { readonly key: string })[]
  /** Names of what `sampleFields` refer to. */
  readonly sampleParents: readonly string[]
  /** Names of the resources that refer to it, as an expression; empty where there are none. */
  readonly referredBy: string
  /** A few items that can be stored together, each by the fields of an example. */
  readonly seeds: readonly Seed<FieldContext>[]
  /** Items of others cannot be without it. */
  readonly isNeeded: boolean
  /** An item that validation accepts, as JSON on one line, of `exampleFields`. */
  readonly sampleJson: string
  readonly optionalFields: readonly FieldContext[]
  /** Those that have to be sent. */
  readonly requiredFields: readonly FieldContext[]
  readonly defaultFields: readonly FieldContext[]
  /** Those that an item has though they need not be sent. */
  readonly givenFields: readonly DeclaredField[]
  readonly uniqueFields: readonly FieldContext[]
  /** Those of `sampleFields`. */
  readonly uniqueSamples: readonly FieldContext[]
  readonly refFields: readonly FieldContext[]
  /** References, its own and those of others to it, of which both tables are there once it has its own. */
  readonly completedRefs: readonly TableRef[]
  /** Values that validation refuses, as expressions, each with the name of its field. */
  readonly rejections: readonly { readonly name: string; readonly value: string }[]
}

/** `all`: the resources of the project; `before`: those whose tables are created before its own. */
export function resourceContext(
  resource: Resource,
  index: number,
  all: readonly Resource[],
  before: readonly Resource[] = all.slice(0, index),
): ResourceContext {
  const contextOf = (field: Field) => fieldContext(field, resource, all)
  const fields = resource.fields.map(contextOf)
  const examples = exampleFields(resource).map(contextOf)
  const samples = sampleFields(resource, all).map(contextOf)
  const defaultFields = fields.filter((field) => field.default !== undefined)
  const referredBy = all.filter(({ fields }) => fields.some(({ ref }) => ref === resource.name)).map(({ name }) => name)
  const parents = fields.flatMap(({ ref }) => ref ?? []).map((names) => ({ ...names, key: keyOf(names.name) }))
  return {
    ...namesOf(resource),
    number: String(index + 1).padStart(4, '0'),
    fields,
    allFields: resource.timestamps ? [...fields, ...timestampFields] : fields,
    timestamps: resource.timestamps === true,
    sampleFields: samples,
    exampleFields: examples,
    needed: neededFor(resource, all).map((other) => ({
      name: other.name,
      exampleFields: exampleFields(other).map((field) => fieldContext(field, other, all)),
    })),
    parents: parents.filter(({ name }, place) => parents.findIndex((other) => other.name === name) === place),
    sampleParents: [...new Set(samples.flatMap(({ ref }) => ref?.name ?? []))],
    referredBy: referredBy.length === 0 ? '' : listOf(referredBy, '    referredBy: '),
    seeds: seedsOf(examples),
    isNeeded: all.some(({ fields }) => fields.some(({ ref, optional }) => ref === resource.name && !optional)),
    sampleJson: JSON.stringify(Object.fromEntries(examples.map(({ name, example }) => [name, example]))),
    optionalFields: samples.filter(({ optional }) => optional),
    requiredFields: fields.filter((field) => !field.optional && field.default === undefined),
    defaultFields,
    givenFields: resource.timestamps ? [...defaultFields, ...timestampFields] : defaultFields,
    uniqueFields: fields.filter(({ unique }) => unique),
    uniqueSamples: samples.filter(({ unique }) => unique),
    refFields: fields.filter(({ ref }) => ref !== null),
    completedRefs: [...refsAmong(before, [resource]), ...refsAmong([resource], [...before, resource])],
    rejections: resource.fields.flatMap((field) =>
      rejectedBy(field).map((value) => ({ name: propertyOf(field), value })),
    ),
  }
}

/** The references of these resources to those. */
export function refsAmong(sources: readonly Resource[], targets: readonly Resource[]): readonly TableRef[] {
  return sources.flatMap((source) =>
    source.fields.flatMap((field) => {
      const target = targets.find(({ name }) => name === field.ref)
      if (target === undefined) return []
      return [{ table: namesOf(source).table, name: propertyOf(field), target: namesOf(target).table }]
    }),
  )
}

function fieldContext(field: Field, resource: Resource, all: readonly Resource[]): FieldContext {
  const example = sampleOf(field, resource)
  const target = all.find(({ name }) => name === field.ref)
  return { ...declaredField(field, target), example, exampleCode: codeOf(example) }
}

export function declaredField(field: Field, target?: Resource): DeclaredField {
  const isOf = (type: FieldType) => type === field.type || (type === 'integer' && field.type === 'ref')
  const is = Object.fromEntries(fieldTypes.map((type) => [type, isOf(type)])) as DeclaredField['is']
  const ref = target === undefined ? null : namesOf(target)
  return { ...field, name: propertyOf(field), declaration: declarationOf(field), is, rule: ruleOf(field), ref }
}

function keyOf(name: string): string {
  return /^\w+$/.test(name) ? name : literal(name)
}

const timestampFields: readonly DeclaredField[] = timestampNames.map((name) => ({
  ...declaredField({ name, type: 'datetime', optional: false, unique: false, values: [] }),
  rule: `{ type: 'datetime', setAt: '${name === 'createdAt' ? 'creation' : 'change'}' }`,
}))
