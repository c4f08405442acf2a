import { type Feature, sourceOf, type TemplateFile } from '../../src/model/pack.ts'
import type { Mutant } from './mutant.ts'

/** Faults in the templates of a feature: fragments emptied, their lines dropped, exported functions that do nothing. */
export function templateMutants({ id, files, fragments }: Feature): readonly Mutant[] {
  const sources = files.filter(({ target }) => target.startsWith('src/') && target.endsWith('.ts'))
  return [
    ...fragments.flatMap((file) => [mutant(id, 'fragment', file, ' is emptied', ''), ...withoutEachLine(id, file)]),
    ...sources.flatMap((file) => withoutEachFunction(id, file)),
  ]
}

/** The line of a fragment that has but one is the fragment. */
function withoutEachLine(feature: string, file: TemplateFile): readonly Mutant[] {
  const lines = sourceOf(file).trimEnd().split('\n')
  if (lines.length === 1) return []
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const rest = lines.filter((_, other) => other !== index)
    const what = /^\s*(\/\/|\/?\*)/.test(line) ? ': a comment is dropped' : ' is dropped'
    return [mutant(feature, 'line', file, what, `${rest.join('\n')}\n`, index + 1)]
  })
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
    return mutant(feature, 'function', file, ` ${name}() does nothing`, after)
  })
}

function mutant(
  feature: string,
  kind: Mutant['kind'],
  file: TemplateFile,
  what: string,
  after: string,
  line?: number,
): Mutant {
  const { path } = file
  return { id: `${path}${line ? `:${line}` : ''}${what}`, feature, kind, path, before: sourceOf(file), after }
}
