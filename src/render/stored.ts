import type { Answers } from '../model/answers.ts'
import { inOrder } from '../model/resource.ts'

/** Answers as a project keeps them: in one order, in whatever order a file, flags or another program gave them. */
export function storedAnswers({ name, features, resources, options, node, packageManager }: Answers): Answers {
  return {
    name,
    features: [...features].sort(),
    resources: resources.map(inOrder),
    options: sorted(Object.entries(options).map(([id, values]) => [id, sorted(Object.entries(values))])),
    node,
    packageManager,
  }
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
}
