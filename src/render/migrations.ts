import { compareFields, conversionOf, type FieldPair, isTimestamp } from '../model/field-changes.ts'
import { instantOf } from '../model/instant.ts'
import type { History } from '../model/migration.ts'
import type { Field, FieldValue, Resource } from '../model/resource.ts'
import { namesOf, type ResourceNames } from './names.ts'
import type { MigrationKind } from './placeholders.ts'
import { type DeclaredField, declaredField, type ResourceContext, resourceContext } from './resource-context.ts'

/** The migration that a template is written for, by the name under which it finds that. */
export type MigrationContext =
  | { readonly resource: ResourceContext }
  | { readonly change: ChangeContext }
  | { readonly removal: RemovalContext }

export interface RemovalContext extends ResourceNames {
  readonly number: string
}

/** The lists are meant to be worked through in this order. */
export interface ChangeContext extends RemovalContext {
  /** Fields, as they were, whose index goes: for good, or until it is in `indexed`. */
  readonly unindexed: readonly DeclaredField[]
  readonly removed: readonly DeclaredField[]
  readonly added: readonly FilledField[]
  /** Fields whose values are converted, or whose column may be empty from now on, or may not be any more. */
  readonly replaced: readonly ReplacedField[]
  /** Fields, as they are, whose index is created: unique ones, and those that refer to another resource. */
  readonly indexed: readonly DeclaredField[]
}

/** A field, and what its column holds where an item has no value of it. */
export interface FilledField extends DeclaredField {
  /** Its default as a literal of SQL; without one, what is empty or zero. */
  readonly filling: string
  /** The instant of that in milliseconds. */
  readonly fillingMs: number
  /** It gets the time of the migration. */
  readonly isTime: boolean
}

export interface ReplacedField extends FilledField {
  readonly before: DeclaredField
  readonly becomes: { readonly text: boolean; readonly integer: boolean }
  /** It gets its default where it had no value. */
  readonly isFilled: boolean
}

/** What each kind of template is written for, in the order of the history. */
export function migrationContexts(history: History): Readonly<Record<MigrationKind, readonly MigrationContext[]>> {
  const tables = new Map<string, Resource>()
  const contexts = {
    creation: [] as MigrationContext[],
    change: [] as MigrationContext[],
    removal: [] as MigrationContext[],
  }
  // Of each resource, as it is in the end: a field may refer to one whose table is created after its own.
  const all = [...new Map(history.map(({ resource }) => [resource.name, resource])).values()]
  for (const { number, resource } of history) {
    const before = tables.get(resource.name)
    if (resource.fields.length === 0) contexts.removal.push({ removal: { ...namesOf(resource), number } })
    else if (before === undefined) {
      contexts.creation.push({ resource: { ...resourceContext(resource, 0, all, [...tables.values()]), number } })
    } else contexts.change.push({ change: changeContext(before, resource, number, all) })
    if (resource.fields.length === 0) tables.delete(resource.name)
    else tables.set(resource.name, resource)
  }
  return contexts
}

function changeContext(before: Resource, after: Resource, number: string, all: readonly Resource[]): ChangeContext {
  const declare: Declare = (field) =>
    declaredField(
      field,
      all.find(({ name }) => name === field.ref),
    )
  const { removed, added, kept } = compareFields(before, after)
  const replaced = kept.filter(isReplaced)
  const reindexed = kept.filter((pair) => {
    const isOther = pair.before.type !== pair.after.type || replaced.includes(pair)
    return pair.before.unique !== pair.after.unique || isOther
  })
  return {
    ...namesOf(after),
    number,
    unindexed: [...removed, ...reindexed.map((pair) => pair.before)].filter(hasIndex).map(declare),
    removed: removed.map(declare),
    added: added.map((field) => filledField(field, after, declare)),
    replaced: replaced.map((pair) => replacedField(pair, after, declare)),
    indexed: [...added, ...reindexed.map((pair) => pair.after)].filter(hasIndex).map(declare),
  }
}

function isReplaced({ before, after }: FieldPair): boolean {
  const isConverted =
    conversionOf({ before, after }) !== 'keep' || (before.type === 'datetime') !== (after.type === 'datetime')
  return before.optional !== after.optional || isConverted
}

type Declare = (field: Field) => DeclaredField

function hasIndex({ unique, type }: Field): boolean {
  return unique || type === 'ref'
}

function filledField(field: Field, resource: Resource, declare: Declare): FilledField {
  const { default: value, type } = field
  return {
    ...declare(field),
    filling: sqlLiteral(value ?? (['integer', 'number'].includes(type) ? 0 : type !== 'boolean' && '')),
    fillingMs: (value !== undefined && instantOf(String(value))) || 0,
    isTime: isTimestamp(field, resource),
  }
}

function replacedField(pair: FieldPair, resource: Resource, declare: Declare): ReplacedField {
  const { before, after } = pair
  const conversion = conversionOf(pair)
  const field = filledField(after, resource, declare)
  return {
    ...field,
    before: declare(before),
    isFilled: before.optional && !after.optional && after.default !== undefined,
    becomes: { text: conversion === 'text', integer: conversion === 'round' },
  }
}

function sqlLiteral(value: FieldValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase()
}
