import Handlebars from 'handlebars'
import { brokenPack } from '../model/failure.ts'
import { strictly } from './strict.ts'

/** One line of output and the template line it was written on. */
export interface Line {
  readonly text: string
  readonly path: string
  readonly number: number
}

/** A template line that stands for the fragments of a slot, at the indentation it was found. */
export interface SlotLine extends Line {
  readonly slot: string
}

/** Renders with a context; `filled` names the slots that have fragments, whose default lines are therefore left out. */
export type Template = (context: object, filled: ReadonlySet<string>) => (Line | SlotLine)[]

// Control characters that no template may hold: they carry line numbers and slots through Handlebars.
const originMark = /\u0001(\d+)\u0002/g
const slotMark = /^(\s*)\u0003([\w-]+)\u0003$/
const anyMark = /[\u0001-\u0003]/

const handlebars = Handlebars.create()

handlebars.registerHelper('slot', function (this: unknown, name: string, options: Handlebars.HelperOptions) {
  const mark = `\u0003${name}\u0003`
  if (options.fn === undefined) return mark
  const lines = options.fn(this)
  const filled = options.data.filled as ReadonlySet<string>
  if (!filled.has(name)) return lines
  return `${/^[\u0001\u0002\d]*(\s*)/.exec(lines)?.[1] ?? ''}${mark}\n`
})

handlebars.registerHelper('json', (value: unknown, indent: unknown) => {
  const text = JSON.stringify(value, null, 2)
  return typeof indent === 'number' ? text.replaceAll('\n', `\n${' '.repeat(indent)}`) : text
})

handlebars.registerHelper('literal', literal)

const knownHelpers = { slot: true, json: true, literal: true }

/** Compiles a template. Throws a Failure that names the file when it does not parse. */
export function compileTemplate(path: string, text: string): Template {
  if (anyMark.test(text)) throw brokenPack(`${path}: control characters U+0001 to U+0003 are not allowed in a template`)
  let run: Handlebars.TemplateDelegate
  try {
    const program = handlebars.parse(text)
    markOrigins(program)
    run = handlebars.compile(program, { strict: true, noEscape: true, knownHelpers, knownHelpersOnly: true })
  } catch (error) {
    throw brokenPack(`${path}: ${messageOf(error)}`, { cause: error })
  }
  return (context, filled) => {
    try {
      return toLines(path, run(strictly(context), { data: { filled } }))
    } catch (error) {
      throw brokenPack(`${path}: ${messageOf(error)}`, { cause: error })
    }
  }
}

/** The slots a template declares, in the order of their lines. */
export function declaredSlots(text: string): readonly string[] {
  return [...text.matchAll(/\{\{#?slot "([\w-]+)"\}\}/g)].map((match) => match[1] as string)
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
    }
  }
}

function toLines(path: string, output: string): (Line | SlotLine)[] {
  let number = 1
  return output.split('\n').map((raw) => {
    // The mark of a block tag that stood alone comes ahead of the one of the line behind it.
    number = Number([...raw.matchAll(originMark)].at(-1)?.[1] ?? number)
    const text = raw.replaceAll(originMark, '')
    const slot = slotMark.exec(text)
    if (slot) return { text: slot[1] as string, slot: slot[2] as string, path, number }
    if (anyMark.test(text)) throw new Error(`line ${number}: a slot stands alone on its line`)
    return { text, path, number }
  })
}

/** A scalar as the formatter writes it in TypeScript: strings in single quotes. */
function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
