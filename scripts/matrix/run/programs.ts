import type { NodeMajor } from '../../../src/model/answers.ts'
import { nodeBinaries } from '../../../test/support/node-binaries.ts'

/** The program of a Node: this one where it is that Node, else one that was brought; undefined where there is none. */
export function programOf(major: NodeMajor): string | undefined {
  return process.version.startsWith(`v${major}.`) ? process.execPath : nodeBinaries.get(major)
}
