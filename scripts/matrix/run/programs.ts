import { type NodeMajor, nodeMajors } from '../../../src/model/answers.ts'
import { nodeBinaries } from '../../../test/support/node-binaries.ts'

/** The program of a Node: this one where it is that Node, else one that was brought; undefined where there is none. */
export function programOf(major: NodeMajor): string | undefined {
  return process.version.startsWith(`v${major}.`) ? process.execPath : nodeBinaries.get(major)
}

/** The oldest of the Nodes that are here and have all that a major has; undefined where there is none. */
export function oldestProgramFor(major: NodeMajor): { readonly node: NodeMajor; readonly program: string } | undefined {
  for (const node of nodeMajors) {
    const program = node >= major ? programOf(node) : undefined
    if (program !== undefined) return { node, program }
  }
  return undefined
}
