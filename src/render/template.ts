import { brokenPack } from '../model/failure.ts'
import type { TemplateFile } from '../model/pack.ts'
import { strictly } from './strict.ts'

/** One line of output and the template line it was written on. */
export interface Line {
  readonly text: string
  readonly path: string
  readonly number: number
  /** Other lines that became one with it: imports of one module. */
  readonly also?: readonly Line[]
}

/** A template line that stands for the fragments of a slot, at the indentation it was found. */
export interface SlotLine extends Line {
  readonly slot: string
}

/** Renders with a context; `filled` names the slots that have fragments, whose default lines are therefore left out. */
export interface Template {
  (context: object, filled: ReadonlySet<string>): readonly (Line | SlotLine)[]
  /** The text of a template that is the same in every project, as it stands. */
  readonly fixed?: string
}

// Control characters that no template may hold: they carry line numbers and slots through Handlebars.
const originMark = /\u0001(\d+)\u0002/g
const slotMark = /^(\s*)\u0003([\w-]+)\u0003$/
export const anyMark = /[\u0001-\u0003]/

/** A template without tags, which needs no Handlebars. */
export function fixed({ path, firstLine }: TemplateFile, text: string): Template {
  let lines: readonly Line[] | undefined
  const template = () => {
    lines ??= linesOf(path, text, firstLine)
    return lines
  }
  return Object.assign(template, { fixed: text })
}

/** The lines of a text that has no tags. */
export function linesOf(path: string, text: string, firstLine = 1): readonly Line[] {
  if (text === '') return []
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => ({ text: line, path, number: index + firstLine }))
}

/** Turns a function that renders to text with marks into one that renders to lines with origins. */
export function traced(path: string, run: (context: object, filled: ReadonlySet<string>) => string): Template {
  return (context, filled) => {
    try {
      return toLines(path, run(strictly(context), filled))
    } catch (error) {
      throw brokenPack(`${path}: ${messageOf(error)}`, { cause: error })
    }
  }
}

function toLines(path: string, output: string): (Line | SlotLine)[] {
  let number = 1
  return output.split('\n').map((raw) => {
    // Most lines have one mark, in front: what is looked up for each of thousands must be cheap.
    const end = raw.charCodeAt(0) === 1 ? raw.indexOf('\u0002') : -1
    if (end !== -1) number = Number(raw.slice(1, end))
    const rest = raw.slice(end + 1)
    if (!anyMark.test(rest)) return { text: rest, path, number }
    // The mark of a block tag that stood alone comes ahead of the one of the line behind it.
    number = Number([...rest.matchAll(originMark)].at(-1)?.[1] ?? number)
    const text = rest.replaceAll(originMark, '')
    const slot = slotMark.exec(text)
    if (slot) return { text: slot[1] as string, slot: slot[2] as string, path, number }
    if (anyMark.test(text)) throw new Error(`line ${number}: a slot stands alone on its line`)
    return { text, path, number }
  })
}

/**
 * A scalar as the formatter writes it in TypeScript: strings in single quotes unless these have to
 * be escaped more often, exponents without a plus.
 */
export function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value).replace('e+', 'e')
  const text = JSON.stringify(value)
  const count = (quote: string) => value.split(quote).length
  if (count("'") > count('"')) return text
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
