import { printable, printableLine } from '../model/printable.ts'
import type { Asker, Line, Option, Reading } from './asker.ts'

/** Names and words of others in questions, before they join ours and their styles. What is answered stays as it is. */
export function withPrintable(asker: Asker): Asker {
  return {
    ...asker,
    text: ({ read, hint, ...question }) =>
      asker.text({
        ...question,
        message: printableLine(question.message),
        ...(hint && { hint: hint.map(line) }),
        read: (text) => reading(read(text)),
      }),
    select: ({ read, ...question }) =>
      asker.select({
        ...question,
        message: printableLine(question.message),
        options: question.options.map(option),
        ...(read && { read: (value) => reading(read(value)) }),
      }),
    multiselect: ({ read, ...question }) =>
      asker.multiselect({
        ...question,
        message: printableLine(question.message),
        options: question.options.map(option),
        read: (chosen) => reading(read(chosen)),
      }),
    confirm: (question) => asker.confirm({ ...question, message: printableLine(question.message) }),
    note: (title, lines) => asker.note(printableLine(title), lines.map(line)),
  }
}

function line(text: Line): Line {
  return typeof text === 'string'
    ? printableLine(text)
    : { head: printableLine(text.head), text: printableLine(text.text) }
}

function option<Value>(given: Option<Value>): Option<Value> {
  return {
    ...given,
    label: printableLine(given.label),
    ...(given.hint !== undefined && { hint: printableLine(given.hint) }),
  }
}

function reading({ fault, preview }: Reading): Reading {
  return { ...(fault !== undefined && { fault: printable(fault) }), ...(preview && { preview: preview.map(line) }) }
}
