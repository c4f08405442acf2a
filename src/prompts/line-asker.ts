import { printable } from '../model/printable.ts'
import {
  type Asker,
  type Back,
  back,
  cancelled,
  type Line,
  type Option,
  printed,
  type Reading,
  textOf,
} from './asker.ts'
import { createLineReader } from './line-reader.ts'
import type { Terminal } from './ui.ts'

type Parsed<Value> = { readonly value: Value } | { readonly fault: string; readonly preview?: never }

/** Asks by plain lines that are never redrawn: options are numbered, `<` alone goes back. */
export function createLineAsker(ui: Terminal, canGoBack: () => boolean): Asker {
  const reader = createLineReader(ui)
  return {
    text: ({ message, hint = [], default: byDefault, read }) => {
      say(message, ...hint, enterAlone(byDefault))
      return hear((line) => ({ value: line || (byDefault ?? '') }), read)
    },
    select: ({ message, options, initial, read }) => {
      const standard = options.findIndex(({ value }) => value === initial)
      say(message, ...numbered(options), enterAlone(`${standard + 1} (${options[standard]?.label})`))
      return hear((line) => parseNumber(line || String(standard + 1), options), read)
    },
    multiselect: ({ message, options, initial, read }) => {
      const marked = options.flatMap(({ value }, index) => (initial.includes(value) ? [index + 1] : []))
      const standard = marked.join(', ') || 'none'
      say(message, ...numbered(options), 'Numbers with commas between them, or "none".', enterAlone(standard))
      return hear((line) => parseNumbers(line || standard, options), read)
    },
    confirm: ({ message, initial }) => {
      say(message, enterAlone(initial ? 'yes' : 'no'))
      return hear((line) => parseYesOrNo(line || (initial ? 'yes' : 'no')))
    },
    note: (title, lines) => say(title, ...lines),
    close: reader.close,
  }

  function say(...lines: readonly Line[]): void {
    for (const line of lines.map(textOf)) if (line !== '') ui.output.write(`${printable(printed(line))}\n`)
  }

  function enterAlone(byDefault: string | undefined): string {
    const enter = byDefault === undefined ? [] : [`Enter alone: ${byDefault}.`]
    return [...enter, ...(canGoBack() ? ['< goes back.'] : []), 'Ctrl-C cancels.'].join(' ')
  }

  async function nextLine(): Promise<string> {
    const line = await reader.next()
    // Nobody has ended the line of the prompt.
    if (line === undefined) ui.output.write('\n')
    if (line === undefined || isCancel(line)) throw cancelled()
    return line
  }

  async function hear<Value>(
    parse: (line: string) => Parsed<Value>,
    read: (value: Value) => Reading = () => ({}),
  ): Promise<Value | Back> {
    for (;;) {
      ui.output.write('> ')
      const line = (await nextLine()).trim()
      if (line === '<' && canGoBack()) return back
      const parsed = line === '<' ? { fault: 'this is the first question' } : parse(line)
      const { fault, preview = [] } = 'value' in parsed ? read(parsed.value) : parsed
      if ('value' in parsed && fault === undefined) {
        say(...preview)
        return parsed.value
      }
      say(`Not taken: ${fault}`)
    }
  }
}

function isCancel(line: string): boolean {
  return line === '\x1b' || line.includes('\x03')
}

function numbered(options: readonly Option<unknown>[]): readonly string[] {
  return options.map(({ label, hint }, index) => `${index + 1}. ${label}${hint ? `: ${hint}` : ''}`)
}

/** An option by its number, or by its label. */
function parseNumber<Value>(text: string, options: readonly Option<Value>[]): Parsed<Value> {
  const option = options.find(({ label }, at) => text === String(at + 1) || text.toLowerCase() === label.toLowerCase())
  return option ?? { fault: `"${text}" is not in the list; type a number from 1 to ${options.length}` }
}

function parseNumbers<Value>(text: string, options: readonly Option<Value>[]): Parsed<readonly Value[]> {
  if (text.toLowerCase() === 'none') return { value: [] }
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const parsed = parts.map((part) => parseNumber(part.trim(), options))
  const wrong = parsed.find((part) => 'fault' in part)
  if (wrong) return wrong
  const chosen = parsed.flatMap((part) => ('value' in part ? [part.value] : []))
  return { value: options.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])) }
}

function parseYesOrNo(text: string): Parsed<boolean> {
  if (/^y(es)?$/i.test(text)) return { value: true }
  return /^no?$/i.test(text) ? { value: false } : { fault: `"${text}" is neither; type yes or no` }
}
