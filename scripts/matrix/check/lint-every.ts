import { basename } from 'node:path'
import { groupBy } from '../../../test/support/group-by.ts'
import { lintTexts } from '../../../test/support/lint.ts'
import { place } from '../../../test/support/project.ts'
import type { Failures } from '../failures.ts'
import type { Tree } from '../render/render-every.ts'
import { createTextIds } from '../text-ids.ts'

/** Holds every file to the formatter and the linter, each text once. `root`: a folder that is made for it. */
export async function lintEvery(root: string, trees: readonly Tree[], failures: Failures): Promise<void> {
  const sources = trees.flatMap((tree) => [...tree.files].map(([path, text]) => ({ tree, path, text })))
  const idOf = createTextIds()
  const copies = [...groupBy(sources, ({ path, text }) => `${basename(path)} ${idOf(text)}`).values()]
  const firsts = copies.flatMap((list) => list.slice(0, 1))
  for (const [index, findings] of await lintTexts(root, firsts)) {
    for (const { tree, path } of copies[index] ?? []) {
      const complaints = findings.map(({ line, message }) => `${place(tree.lines, path, line)}: ${message}`)
      failures.add(tree.combination, 'is not clean', complaints)
    }
  }
}
