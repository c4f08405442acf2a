import type { Answers } from '../model/answers.ts'
import type { History } from '../model/migration.ts'
import type { Pack, TemplateFile } from '../model/pack.ts'
import { compileTemplate } from './compile.ts'
import { renderLinesWith, renderWith } from './render-with.ts'
import type { Line, Template } from './template.ts'

const compiled = new WeakMap<TemplateFile, Template>()

/** `renderWith` for templates that are compiled as they are needed, each once. */
export function render(pack: Pack, answers: Answers, history?: History): Map<string, string> {
  return renderWith(templateOf, pack, answers, history)
}

/** `renderLinesWith`, likewise. */
export function renderLines(pack: Pack, answers: Answers): Map<string, readonly Line[]> {
  return renderLinesWith(templateOf, pack, answers)
}

/** The template of a file that has its text. */
export function templateOf(file: TemplateFile): Template {
  const known = compiled.get(file)
  if (known) return known
  const template = compileTemplate(file)
  compiled.set(file, template)
  return template
}
