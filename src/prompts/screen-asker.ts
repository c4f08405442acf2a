import { type Asker, type Back, back } from './asker.ts'
import { eraseAbove, sheetFor } from './canvas.ts'
import { drawFrame, type Screen } from './frame.ts'
import { glyphsFor } from './glyphs.ts'
import { createPaint } from './paint.ts'
import { createPromptSession, type PromptSession } from './prompt-session.ts'
import { askMultiselect, askSelect } from './screen-lists.ts'
import { askText } from './screen-text.ts'
import type { Terminal } from './ui.ts'

/**
 * Asks with clack's prompts, each redrawn in place. The left arrow and Shift-Tab go back, and take the question before
 * off the screen: it is asked again where it stood.
 */
export function createScreenAsker(ui: Terminal, canGoBack: () => boolean): Asker {
  const { output, env } = ui
  const screen: Screen = {
    sheet: sheetFor(output),
    paint: createPaint(env, output),
    glyphs: glyphsFor(env, process.platform),
  }
  /** The questions that are answered, each with the notes above it. */
  const answered: (readonly string[])[] = []
  let notes: readonly string[] = []
  return {
    text: (question) => ask((session) => askText(question, session, screen)),
    select: (question) => ask((session) => askSelect(question, session, screen)),
    multiselect: (question) => ask((session) => askMultiselect(question, session, screen)),
    confirm: (question) => ask((session) => askSelect({ ...question, options: yesAndNo }, session, screen)),
    note(message, lines) {
      const frame = drawFrame(screen, { look: 'answered', message, lines })
      output.write(`${frame}\n`)
      notes = [...notes, frame]
    },
    close: () => undefined,
  }

  async function ask<Value>(open: (session: PromptSession) => Promise<Value | Back>): Promise<Value | Back> {
    const session = createPromptSession(ui, screen, canGoBack())
    const answer = await open(session)
    const frames = [...notes, session.frame()]
    notes = []
    if (answer === back) output.write(eraseAbove([...(answered.pop() ?? []), ...frames], screen.sheet))
    else answered.push(frames)
    return answer
  }
}

const yesAndNo = [
  { value: true, label: 'Yes', key: 'y' },
  { value: false, label: 'No', key: 'n' },
]
