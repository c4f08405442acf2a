import { wrongRequest } from '../model/failure.ts'
import { compareFields, conversionOf, type FieldPair, isTimestamp } from '../model/field-changes.ts'
import type { Field, Resource } from '../model/resource.ts'
import { usualLength } from './limits.ts'

/** What a change means for the items that a table holds, a sentence each. */
export interface Consequences {
  /** Values that are lost, or that their field would refuse from then on. */
  readonly losses: readonly string[]
  /** What makes the migration fail, and changes nothing. */
  readonly risks: readonly string[]
}

/** Of the change of a resource that has a table. Throws a Failure that names the field that cannot be changed so. */
export function consequencesOf(before: Resource, after: Resource): Consequences {
  const { removed, added, kept } = compareFields(before, after)
  const nameOf = ({ name }: Field) => `${after.name}.${name}`
  for (const field of added) if (!isTimestamp(field, after)) checkAdded(field, nameOf(field))
  for (const pair of kept) checkConverted(pair, nameOf(pair.after))
  return {
    losses: [
      ...removed.map((field) => `${nameOf(field)} goes with its values`),
      ...kept.flatMap((pair) => lossesOf(pair).map((loss) => `${nameOf(pair.after)} ${loss}`)),
    ],
    risks: kept.flatMap((pair) => risksOf(pair).map((risk) => `The migration of ${nameOf(pair.after)} fails ${risk}.`)),
  }
}

function checkAdded(field: Field, name: string): void {
  if (field.optional || field.default !== undefined) return
  const remedy =
    field.unique || field.type === 'ref'
      ? 'Make it optional; once all have a value, set it without "optional"'
      : 'Give it default=value, which a later "set" can leave out, or make it optional'
  throw wrongRequest(`${name}: items that are there have no value of it\n${remedy}`)
}

function checkConverted(pair: FieldPair, name: string): void {
  const { before, after } = pair
  if (after.type === 'ref' && before.optional && !after.optional) {
    throw wrongRequest(
      `${name}: a reference cannot become required in a table that is there\n` +
        'Leave it optional, and refuse items without it in a hook',
    )
  }
  if (conversionOf(pair) !== undefined) return
  throw wrongRequest(
    `${name} is of type ${before.type}, whose values cannot become those of type ${after.type}\n` +
      'Add a field of another name, or remove this one first',
  )
}

function lossesOf(pair: FieldPair): readonly string[] {
  const { before, after } = pair
  if (conversionOf(pair) === 'round') return ['has its values rounded']
  if (before.type !== after.type && after.type !== 'string' && after.type !== 'number') {
    return [`refuses what is not of type ${after.type} from now on; such values stay until they are changed`]
  }
  if (!isNarrower(pair)) return []
  return ['refuses values that it has accepted; they stay until they are changed']
}

function isNarrower({ before, after }: FieldPair): boolean {
  if (before.type === 'enum' && after.type === 'enum')
    return before.values.some((value) => !after.values.includes(value))
  return leastOf(after) > leastOf(before) || mostOf(after) < mostOf(before)
}

function leastOf({ min = Number.NEGATIVE_INFINITY, type }: Field): number {
  return type === 'string' ? Math.max(0, min) : min
}

function mostOf({ max, type }: Field): number {
  if (type === 'integer' || type === 'number' || type === 'boolean') return max ?? Number.POSITIVE_INFINITY
  return max ?? usualLength
}

function risksOf({ before, after }: FieldPair): readonly string[] {
  const isRequired = before.optional && !after.optional && after.default === undefined
  return [
    ...(isRequired ? ['where an item has no value of it'] : []),
    ...(after.unique && !before.unique ? ['where two items have the same value of it'] : []),
  ]
}
