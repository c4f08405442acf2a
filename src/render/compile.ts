import Handlebars from 'handlebars'
import { brokenPack } from '../model/failure.ts'
import { sourceOf, type TemplateFile } from '../model/pack.ts'
import { layOut, textOf } from './lay-out.ts'
import { anyMark, fixed, helpers, linesOf, messageOf, type Template, traced } from './template.ts'

const handlebars = Handlebars.create()
for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, helper)

// What Handlebars brings along and no template needs: printing, and reading what the context inherits.
const withheld = ['log', 'lookup', 'helperMissing', 'blockHelperMissing']

const options = {
  strict: true,
  noEscape: true,
  knownHelpers: Object.fromEntries([
    ...withheld.map((name) => [name, false]),
    ...Object.keys(helpers).map((name) => [name, true]),
  ]),
  knownHelpersOnly: true,
}

/** Compiles a template. Throws a Failure that names the file when it does not parse. */
export function compileTemplate(file: TemplateFile): Template {
  const program = parse(file)
  return isFixed(file) ? fixed(file.path, sourceOf(file)) : traced(file.path, handlebars.compile(program, options))
}

/** The same ahead of time: JavaScript source of the specification that `templateFrom` takes. */
export function precompileTemplate(file: TemplateFile): string {
  return String(handlebars.precompile(parse(file), options))
}

/** It has no tags, and laying it out would leave it as it is. A fragment is laid out with the file it joins. */
export function isFixed(file: TemplateFile): boolean {
  const { path, target } = file
  const text = sourceOf(file)
  return !text.includes('{{') && ('slot' in file || textOf(layOut(linesOf(path, text), target)) === text)
}

function parse(file: TemplateFile): hbs.AST.Program {
  const { path } = file
  const text = sourceOf(file)
  if (anyMark.test(text)) throw brokenPack(`${path}: control characters U+0001 to U+0003 are not allowed in a template`)
  try {
    const program = handlebars.parse(text)
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
