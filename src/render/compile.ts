import Handlebars from 'handlebars'
import { brokenPack } from '../model/failure.ts'
import { sourceOf, type TemplateFile } from '../model/pack.ts'
import { evaluate } from './evaluate.ts'
import { layOut, textOf } from './lay-out.ts'
import { anyMark, fixed, linesOf, messageOf, type Template, traced } from './template.ts'

/** Parses a template. Throws a Failure that names the file when that fails. */
export function compileTemplate(file: TemplateFile): Template {
  const program = parse(file)
  if (isFixed(file)) return fixed(file, sourceOf(file))
  return traced(file.path, (context, filled) => evaluate(program, context, { filled }))
}

/** A template of those that are published, parsed when it is first used. `isFixed`: what isFixed() said of it. */
export function publishedTemplate(file: TemplateFile, isFixed: boolean): Template {
  if (isFixed) return fixed(file, sourceOf(file))
  const program = parse(file)
  return traced(file.path, (context, filled) => evaluate(program, context, { filled }))
}

/** It has no tags, and laying it out would leave it as it is. A fragment is laid out with the file it joins. */
export function isFixed(file: TemplateFile): boolean {
  const { path, target } = file
  const text = sourceOf(file)
  return !text.includes('{{') && ('slot' in file || textOf(layOut(linesOf(path, text), target)) === text)
}

function parse(file: TemplateFile): hbs.AST.Program {
  const { path, firstLine = 1 } = file
  const text = sourceOf(file)
  if (anyMark.test(text)) throw brokenPack(`${path}: control characters U+0001 to U+0003 are not allowed in a template`)
  try {
    // Lines above a section make its numbers those of its file, in messages too.
    const above = '\n'.repeat(firstLine - 1)
    const program = Handlebars.parse(above + text)
    const [first] = program.body as (hbs.AST.ContentStatement | undefined)[]
    if (first && above !== '') first.value = first.value.slice(above.length)
    markOrigins(program)
    return program
  } catch (error) {
    throw brokenPack(`${path}: ${messageOf(error)}`, { cause: error })
  }
}

/** Puts the number of its template line in front of each line of plain content, so that output can be traced back. */
function markOrigins(program: hbs.AST.Program): void {
  for (const statement of program.body) {
    if (statement.type === 'ContentStatement') {
      const content = statement as hbs.AST.ContentStatement
      // Handlebars has already taken the line end of a tag that stands alone off the front of the content behind it.
      let number = content.loc.start.line + count(String(content.original), '\n') - count(content.value, '\n')
      const mark = () => `\u0001${number++}\u0002`
      content.value = content.value === '' ? '' : mark() + content.value.replaceAll('\n', () => `\n${mark()}`)
    } else if (statement.type === 'BlockStatement') {
      const block = statement as hbs.AST.BlockStatement
      if (block.program) markOrigins(block.program)
      if (block.inverse) markOrigins(block.inverse)
    } else if (!['MustacheStatement', 'CommentStatement'].includes(statement.type)) {
      throw new Error(`line ${statement.loc.start.line}: partials and decorators are no part of a template`)
    }
  }
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
