import { posix } from 'node:path'
import { brokenPack } from '../model/failure.ts'
import type { Fragment } from '../model/pack.ts'

/** A file below `slots/`. `inside`: its path there, without its ending. */
export interface FragmentFile {
  readonly path: string
  readonly inside: string
  readonly text: string
}

/**
 * The fragments in the files of one feature. `src/app.ts` has sections, one for each slot of src/app.ts that the feature
 * fills; `src/app.ts/setup`, the form of earlier versions, is the lines for that slot. Throws a Failure that names the
 * file and the line.
 */
export function readFragments(files: readonly FragmentFile[]): readonly Fragment[] {
  const fragments = files.flatMap((file) => (hasSections(file.text) ? sectionsOf(file) : [wholeFile(file)]))
  for (const { path, target, slot } of fragments.filter(({ firstLine }) => firstLine === undefined)) {
    const other = fragments.find((one) => one.target === target && one.firstLine !== undefined)
    if (other) throw brokenPack(`${path}: ${other.path} is for ${target} too: make this a section "${slot}" of it`)
  }
  return fragments
}

const anyTag = /^\{\{[#/]section\b/
const startTag = /^\{\{#section "([\w-]+)"\}\}$/
const endTag = '{{/section}}'

function hasSections(text: string): boolean {
  return text.split('\n').some((line) => anyTag.test(line))
}

function wholeFile({ path, inside, text }: FragmentFile): Fragment {
  const target = posix.dirname(inside)
  const slot = posix.basename(inside)
  // Such a slot cannot be: the name is that of a file.
  if (target === '.' || !/^[\w-]+$/.test(slot)) {
    throw brokenPack(`${path}: it has no section: put its lines between {{#section "a-slot"}} and ${endTag}`)
  }
  return { path, target, slot, text }
}

function sectionsOf({ path, inside, text }: FragmentFile): readonly Fragment[] {
  const sections: (Fragment & { readonly firstLine: number })[] = []
  let open: { readonly slot: string; readonly line: number; readonly lines: string[] } | undefined
  const fault = (line: number, message: string) => brokenPack(`${path}:${line}: ${message}`)
  for (const [index, content] of text.replace(/\n$/, '').split('\n').entries()) {
    const line = index + 1
    const slot = startTag.exec(content)?.[1]
    if (slot !== undefined) {
      if (open) throw fault(line, `the section "${open.slot}" is still open: end it with ${endTag}`)
      const same = sections.find((section) => section.slot === slot)
      if (same) throw fault(line, `the section "${slot}" is on line ${same.firstLine - 1} already: make one of the two`)
      open = { slot, line, lines: [] }
    } else if (content === endTag) {
      if (!open) throw fault(line, 'a section ends here that has not begun')
      const lines = open.lines.map((one) => `${one}\n`).join('')
      sections.push({ path, target: inside, slot: open.slot, text: lines, firstLine: open.line + 1 })
      open = undefined
    } else if (anyTag.test(content)) {
      throw fault(line, `a section begins with {{#section "a-slot"}} and ends with ${endTag}, each alone on its line`)
    } else if (open) open.lines.push(content)
    else if (content.trim() !== '') throw fault(line, 'text outside of the sections: put it into the one it belongs to')
  }
  if (open) throw fault(open.line, `the section "${open.slot}" does not end: add ${endTag}`)
  return sections
}
