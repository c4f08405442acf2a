import type { Field, Resource } from '../model/resource.ts'

/** Fields that an example has: those that it cannot do without, and those that refer to nothing. */
export function exampleFields({ fields }: Resource): readonly Field[] {
  return fields.filter(({ type, optional }) => type !== 'ref' || !optional)
}

/**
 * Fields that a sample has, which is the first item of its resource: all but those that would refer to the item itself
 * or to one that has to be created after it.
 */
export function sampleFields(resource: Resource, all: readonly Resource[]): readonly Field[] {
  return resource.fields.filter(({ ref }) => ref === undefined || !beforeItem(ref, all).includes(resource.name))
}

/** The resources of which a sample needs the first item, in the order in which they are created. */
export function neededFor(resource: Resource, all: readonly Resource[]): readonly Resource[] {
  const refs = sampleFields(resource, all).flatMap(({ ref }) => ref ?? [])
  const names = [...new Set(refs.flatMap((ref) => beforeItem(ref, all)))]
  return names.flatMap((name) => all.find((one) => one.name === name) ?? [])
}

/** The same resources, each after those that its items have to refer to. */
export function inOrderOfCreation(all: readonly Resource[]): readonly Resource[] {
  const names = [...new Set(all.flatMap(({ name }) => beforeItem(name, all)))]
  return names.flatMap((name) => all.find((one) => one.name === name) ?? [])
}

/** A resource, after all that its items have to refer to. Such refs make no circle: `checkRefs` refuses it. */
function beforeItem(name: string, all: readonly Resource[]): readonly string[] {
  const fields = all.find((resource) => resource.name === name)?.fields ?? []
  return [...fields.flatMap(({ ref, optional }) => (ref === undefined || optional ? [] : beforeItem(ref, all))), name]
}
