import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import type { Resource } from '../model/resource.ts'

/**
 * Throws a Failure for a ref to a resource that is not among these, and for resources of which no first item could be
 * created, as each has to refer to another.
 */
export function checkRefs(resources: readonly Resource[]): void {
  const names = resources.map(({ name }) => name)
  for (const { name, fields } of resources) {
    for (const field of fields) {
      const { ref } = field
      if (ref === undefined || names.includes(ref)) continue
      throw wrongRequest(
        `resource "${name}", field "${field.name}": refers to "${ref}", which is not a resource` +
          `${didYouMean(ref, names)}\nThere are ${names.join(', ')}`,
      )
    }
  }
  for (const { name } of resources) {
    const way = wayBack(name, name, resources, new Set())
    if (way === undefined) continue
    throw wrongRequest(
      `resource "${name}": its first item could not be created, as each has to refer to another one ` +
        `(${way.join(', ')}): make one of these fields optional`,
    )
  }
}

/** The refs that lead from a resource to another, none of which may be left out. */
function wayBack(
  to: string,
  from: string,
  resources: readonly Resource[],
  seen: Set<string>,
): readonly string[] | undefined {
  const { fields = [] } = resources.find(({ name }) => name === from) ?? {}
  for (const { name, ref, optional } of fields) {
    if (ref === undefined || optional || seen.has(ref)) continue
    seen.add(ref)
    const rest = ref === to ? [] : wayBack(to, ref, resources, seen)
    if (rest !== undefined) return [`${from}.${name}`, ...rest]
  }
  return undefined
}
