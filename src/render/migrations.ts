import { compareFields, conversionOf, type FieldPair, isTimestamp } from '../model/field-changes.ts'
import { instantOf } from '../model/instant.ts'
import type { History } from '../model/migration.ts'
import type { Field, FieldValue, Resource } from '../model/resource.ts'
import { namesOf, type ResourceNames } from './names.ts'
import type { MigrationKind } from './placeholders.ts'
import {
  type DeclaredField,
  declaredField,
  type ResourceContext,
  refsAmong,
  resourceContext,
  type TableRef,
} from './resource-context.ts'

/** The migration that a template is written for, by the name under which it finds that. */
export type MigrationContext =
  | { readonly resource: ResourceContext }
  | { readonly change: ChangeContext }
  | { readonly removal: RemovalContext }

interface NumberedNames extends ResourceNames {
  readonly number: string
}

export interface RemovalContext extends NumberedNames {
  /** References to it of tables that go after it: all of them may be empty. */
  readonly referring: readonly TableRef[]
}

/** The lists are meant to be worked through in this order; of `replaced` and `altered`, a store uses one. */
export interface ChangeContext extends NumberedNames {
  /** Fields, as they were, whose index goes: for good, or until it is in `indexed`. */
  readonly unindexed: readonly DeclaredField[]
  readonly removed: readonly DeclaredField[]
  readonly added: readonly FilledField[]
  /** Fields whose values are converted, or whose column may be empty from now on, or may not be any more. */
  readonly replaced: readonly ReplacedField[]
  /** These, and those that become or were strings: for a store that has more than one column for a string. */
  readonly altered: readonly ReplacedField[]
  /** Fields, as they are, whose index is created: unique ones, and those that refer to another resource. */
  readonly indexed: readonly DeclaredField[]
  /** References of `added` to tables that are there; those to others follow with their tables. */
  readonly completedRefs: readonly TableRef[]
}

/** A field, and what its column holds where an item has no value of it. */
export interface FilledField extends DeclaredField {
  /** Its default as a literal of SQL; without one, what is empty or zero. */
  readonly filling: string
  /** That in lower case. */
  readonly fillingLower: string
  /** The instant of that in milliseconds. */
  readonly fillingMs: number
  /** It gets the time of the migration. */
  readonly isTime: boolean
}

export interface ReplacedField extends FilledField {
  readonly before: DeclaredField
  readonly becomes: { readonly text: boolean; readonly number: boolean; readonly integer: boolean }
  /** What happens to NOT NULL where it is not as it should be: on its column, or on one that a string gets. */
  readonly nulls: 'SET' | 'DROP' | ''
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
    const others = [...tables.values()].filter((other) => other !== before)
    if (resource.fields.length === 0) {
      contexts.removal.push({ removal: { ...namesOf(resource), number, referring: refsAmong(others, [resource]) } })
    } else if (before === undefined) {
      contexts.creation.push({ resource: { ...resourceContext(resource, 0, all, others), number } })
    } else contexts.change.push({ change: { ...changeContext(before, resource, all, others), number } })
    if (resource.fields.length === 0) tables.delete(resource.name)
    else tables.set(resource.name, resource)
  }
  return contexts
}

/** `others`: resources whose tables are there. */
function changeContext(
  before: Resource,
  after: Resource,
  all: readonly Resource[],
  others: readonly Resource[],
): Omit<ChangeContext, 'number'> {
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
    unindexed: [...removed, ...reindexed.map((pair) => pair.before)].filter(hasIndex).map(declare),
    removed: removed.map(declare),
    added: added.map((field) => filledField(field, after, declare)),
    replaced: replaced.map((pair) => replacedField(pair, after, declare)),
    altered: kept
      .filter((pair) => isReplaced(pair) || isString(pair.before) !== isString(pair.after))
      .map((pair) => replacedField(pair, after, declare)),
    indexed: [...added, ...reindexed.map((pair) => pair.after)].filter(hasIndex).map(declare),
    completedRefs: refsAmong([{ ...after, fields: added }], [...others, after]),
  }
}

function isReplaced({ before, after }: FieldPair): boolean {
  const isConverted =
    conversionOf({ before, after }) !== 'keep' || (before.type === 'datetime') !== (after.type === 'datetime')
  return before.optional !== after.optional || isConverted
}

function isString({ type }: Field): boolean {
  return type === 'string'
}

type Declare = (field: Field) => DeclaredField

function hasIndex({ unique, type }: Field): boolean {
  return unique || type === 'ref'
}

function filledField(field: Field, resource: Resource, declare: Declare): FilledField {
  const { default: value, type } = field
  const filling = value ?? (['integer', 'number'].includes(type) ? 0 : type !== 'boolean' && '')
  return {
    ...declare(field),
    filling: sqlLiteral(filling),
    fillingLower: sqlLiteral(String(filling).toLowerCase()),
    fillingMs: (value !== undefined && instantOf(String(value))) || 0,
    isTime: isTimestamp(field, resource),
  }
}

function replacedField(pair: FieldPair, resource: Resource, declare: Declare): ReplacedField {
  const { before, after } = pair
  const conversion = conversionOf(pair)
  const isNew = isString(after) && !isString(before)
  const nulls = after.optional ? !before.optional && 'DROP' : (before.optional || isNew) && 'SET'
  const field = filledField(after, resource, declare)
  return {
    ...field,
    before: declare(before),
    isFilled: before.optional && !after.optional && after.default !== undefined,
    becomes: { text: conversion === 'text', number: conversion === 'number', integer: conversion === 'round' },
    nulls: nulls || '',
  }
}

function sqlLiteral(value: FieldValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase()
}
