import { sourceOf, type TemplateFile } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import type { Subject } from './subject.ts'

/** Imports of TypeScript that are not gathered at the top of their file, or that readers do not look for where they are. */
export function lintImports({ features }: Subject): readonly Fault[] {
  const files = features.flatMap((feature) => feature.files)
  const fragments = features.flatMap((feature) => feature.fragments)
  return [
    ...[...files, ...fragments].filter(isTypeScript).flatMap(lintForm),
    ...fragments.filter(isTypeScript).flatMap(lintPlace),
  ]
}

function isTypeScript({ target }: TemplateFile): boolean {
  return target.endsWith('.ts')
}

function lintForm(file: TemplateFile): readonly Fault[] {
  const message = 'an import over several lines, which is not gathered with the others'
  const remedy = 'write it on one line, however wide: what is printed is broken as the formatter does'
  return linesOf(file, /^import (type )?\{$/).map((line) => ({ path: file.path, line, message, remedy }))
}

function lintPlace(file: TemplateFile): readonly Fault[] {
  const [first = Number.POSITIVE_INFINITY] = linesOf(file, /^(?!import |\{\{)\s*\S/)
  return linesOf(file, /^import .* from '/)
    .filter((line) => line > first)
    .map((line) => ({
      path: file.path,
      line,
      message: 'an import behind statements',
      remedy: 'put imports at the head of the fragment',
    }))
}

/** Their numbers in the file. */
function linesOf(file: TemplateFile, form: RegExp): readonly number[] {
  const { firstLine = 1 } = file
  return sourceOf(file)
    .split('\n')
    .flatMap((line, index) => (form.test(line) ? [index + firstLine] : []))
}
