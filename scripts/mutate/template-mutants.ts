import { type Feature, type Fragment, sourceOf, type TemplateFile } from '../../src/model/pack.ts'
import type { Mutant } from './mutant.ts'

/**
 * Faults in the templates of a feature: fragments emptied, their lines dropped, exported functions that do nothing.
 * `read` returns the text of a file by its path.
 */
export function templateMutants({ id, files, fragments }: Feature, read: (path: string) => string): readonly Mutant[] {
  const sources = files.filter(({ target }) => target.startsWith('src/') && target.endsWith('.ts'))
  return [
    ...fragments.flatMap((fragment) => fragmentMutants(id, fragment, read(fragment.path))),
    ...sources.flatMap((file) => withoutEachFunction(id, file)),
  ]
}

/** `whole`: the file that the fragment is, or is a section of. The line of a fragment that has but one is the fragment. */
function fragmentMutants(feature: string, fragment: Fragment, whole: string): readonly Mutant[] {
  const { path, slot, firstLine } = fragment
  const before = whole.split('\n')
  const start = (firstLine ?? 1) - 1
  const lines = sourceOf(fragment).trimEnd().split('\n')
  const without = (index: number, count: number) => before.toSpliced(start + index, count).join('\n')
  const named = firstLine === undefined ? '' : ` "${slot}"`
  const emptied: Mutant = {
    ...{ id: `${path}${named} is emptied`, feature, kind: 'fragment', path },
    ...{ before: whole, after: without(0, lines.length) },
  }
  if (lines.length === 1) return [emptied]
  return [
    emptied,
    ...lines.flatMap((line, index): readonly Mutant[] => {
      if (line.trim() === '') return []
      const what = /^\s*(\/\/|\/?\*)/.test(line) ? ': a comment is dropped' : ` is dropped${named && ` from${named}`}`
      const id = `${path}:${start + index + 1}${what}`
      return [{ id, feature, kind: 'line', path, before: whole, after: without(index, 1) }]
    }),
  ]
}

/**
 * A function stands at the left edge, from `export function` to a brace. It returns at once, and keeps its lines: slots
 * among them still have their fragments.
 */
function withoutEachFunction(feature: string, file: TemplateFile): readonly Mutant[] {
  const text = sourceOf(file)
  const functions = text.matchAll(/^export (?:async )?function \*?(\w+)[\s\S]*? \{\n([\s\S]*?)^\}$/gm)
  return [...functions].map((match) => {
    const [whole, name, body = ''] = match
    const start = match.index + whole.length - 1 - body.length
    const after = `${text.slice(0, start)}  return undefined as never\n${text.slice(start)}`
    return {
      id: `${file.path} ${name}() does nothing`,
      feature,
      kind: 'function',
      path: file.path,
      before: text,
      after,
    }
  })
}
