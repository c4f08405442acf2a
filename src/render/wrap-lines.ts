import { maxWidth } from '../model/line-width.ts'
import type { Line } from './template.ts'

interface Call {
  readonly head: string
  readonly list: readonly string[]
  readonly tail: string
}

/**
 * Breaks lines of TypeScript that names have made too wide, as formatters do: where a line is a call or a signature,
 * one argument a line. Others are left alone.
 */
export function wrapLines(lines: readonly Line[]): readonly Line[] {
  return lines.some(isWide) ? lines.flatMap(wrap) : lines
}

function isWide({ text }: Line): boolean {
  return text.length > maxWidth
}

function wrap(line: Line): Line[] {
  const call = isWide(line) ? readCall(line.text) : undefined
  if (call === undefined) return [line]
  const indent = /^ */.exec(line.text)?.[0] ?? ''
  return [
    { ...line, text: call.head },
    ...call.list.flatMap((argument) => wrap({ ...line, text: `${indent}  ${argument},` })),
    { ...line, text: indent + call.tail },
  ]
}

/** `add(first, second)` and `function add(first: A, second: B): void {`, taken apart at the commas of the outer list. */
function readCall(text: string): Call | undefined {
  const open = text.indexOf('(')
  let [depth, from, quote] = [0, open + 1, '']
  const list: string[] = []
  for (let at = open; at !== -1 && at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '') quote = sign === quote && text.charAt(at - 1) !== '\\' ? '' : quote
    else if (/['"`]/.test(sign)) quote = sign
    else if (/[([{]/.test(sign)) depth++
    else if (/[)\]}]/.test(sign)) depth--
    if (quote !== '' || depth > 1 || (depth === 1 && sign !== ',')) continue
    list.push(text.slice(from, at).trim())
    from = at + 1
    if (depth === 1) continue
    const tail = text.slice(at)
    // A list that ends in a function or an object stays on its line in ways of its own.
    const plain = /^\)(,|: [\w<>[\]]+ \{)?$/.test(tail) && list.every(isPlain)
    return plain ? { head: text.slice(0, open + 1), list, tail } : undefined
  }
  return undefined
}

/** No function, no object, and no half of a type such as `Map<A, B>`. */
function isPlain(argument: string): boolean {
  return !/=>|\{/.test(argument) && argument.split('<').length === argument.split('>').length
}
