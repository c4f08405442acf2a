import { TextPrompt } from '@clack/core'
import { printableLine } from '../model/printable.ts'
import { type Back, back, type Line, type TextQuestion, textOf } from './asker.ts'
import type { Screen } from './frame.ts'
import { faultLines, type PromptSession } from './prompt-session.ts'

/** Asks for one line, and says below it what is wrong or understood at every key. */
export async function askText(question: TextQuestion, session: PromptSession, screen: Screen): Promise<string | Back> {
  const { paint, glyphs } = screen
  const hint = (question.hint ?? []).map((line) => paint('dim', textOf(line)))
  const enteredBy = (typed = ''): string => typed.trim() || (question.default ?? '')
  const prompt = new TextPrompt({
    ...session.streams,
    validate: (typed) => question.read(enteredBy(typed)).fault,
    render() {
      const isEmpty = this.userInput === ''
      const value = enteredBy(this.userInput)
      const { fault, preview = [] } = value === '' ? { fault: this.error } : question.read(value)
      const typed = isEmpty
        ? `${glyphs.cursor} ${paint('dim', printableLine(value))}`
        : withCursor(this.userInput, this.cursor, screen)
      return session.draw(this.state, {
        message: question.message,
        typed,
        lines: fault ? faultLines(fault, paint) : [...apart(preview), ...hint],
        answer: printableLine(value),
        keys: [isEmpty && value !== '' ? 'Enter takes the default' : 'Enter confirms'],
        // With a text there, the left arrow moves within it.
        backKey: isEmpty ? glyphs.left : 'Shift-Tab',
      })
    },
  })
  const answer = await session.settle(prompt)
  return answer === back ? back : enteredBy(answer)
}

/** What was understood is read at leisure: several lines of it stand clear of what is being typed. */
function apart(preview: readonly Line[]): readonly Line[] {
  return preview.length > 1 ? ['', ...preview] : preview
}

/** The text with the character under the cursor reversed, or a block where that is past its end or has no colours. */
function withCursor(text: string, cursor: number, { paint, glyphs }: Screen): string {
  const under = text.codePointAt(cursor)
  if (under === undefined) return `${printableLine(text)}${glyphs.cursor}`
  const taken = String.fromCodePoint(under)
  const character = printableLine(taken)
  const reversed = paint('inverse', character)
  const mark = reversed === character ? `${glyphs.cursor}${character}` : reversed
  return `${printableLine(text.slice(0, cursor))}${mark}${printableLine(text.slice(cursor + taken.length))}`
}
