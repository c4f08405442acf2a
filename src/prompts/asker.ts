import { Failure } from '../model/failure.ts'

/** The answer "let me answer the question before this one again". */
export const back = Symbol('back')
export type Back = typeof back

/** A line of text; where it is too long for the screen, what is behind a head goes on below itself. */
export type Line = string | { readonly head: string; readonly text: string }

export function textOf(line: Line): string {
  return typeof line === 'string' ? line : line.head + line.text
}

/** A name whose words stay on one line together. */
export function unbroken(name: string): string {
  return name.replaceAll(' ', noBreak)
}

/** A text that is broken into lines already, as it is printed. */
export function printed(text: string): string {
  return text.replaceAll(noBreak, ' ')
}

const noBreak = '\u00a0'

/** What an answer means: a fault keeps it from being taken, a preview shows what was understood or follows. */
export interface Reading {
  readonly fault?: string
  readonly preview?: readonly Line[]
}

export interface TextQuestion {
  readonly message: string
  /** What can be typed. */
  readonly hint?: readonly Line[]
  /** Taken where nothing is typed. */
  readonly default?: string
  /** Judges a text while it is typed, trimmed; an empty one only when it is entered. */
  readonly read: (text: string) => Reading
}

export interface Option<Value> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
  /** A letter that takes it at once. */
  readonly key?: string
}

export interface SelectQuestion<Value> {
  readonly message: string
  readonly options: readonly Option<Value>[]
  /** What Enter alone takes. */
  readonly initial: Value
  /** Judges the option under the cursor. */
  readonly read?: (value: Value) => Reading
}

export interface MultiselectQuestion<Value> {
  readonly message: string
  readonly options: readonly Option<Value>[]
  readonly initial: readonly Value[]
  /** Judges what is chosen so far. */
  readonly read: (chosen: readonly Value[]) => Reading
}

export interface ConfirmQuestion {
  readonly message: string
  readonly initial: boolean
}

/**
 * One way to ask people. Each question settles with an answer or `back`; Esc, Ctrl-C, the end of input and the signal
 * throw the Failure "cancelled".
 */
export interface Asker {
  text(question: TextQuestion): Promise<string | Back>
  select<Value>(question: SelectQuestion<Value>): Promise<Value | Back>
  /** The chosen values in the order of the options. */
  multiselect<Value>(question: MultiselectQuestion<Value>): Promise<readonly Value[] | Back>
  confirm(question: ConfirmQuestion): Promise<boolean | Back>
  note(title: string, lines: readonly Line[]): void
  /** Lets go of the input. */
  close(): void
}

export function cancelled(): Failure {
  return new Failure('cancelled', 'cancelled, nothing was written')
}
