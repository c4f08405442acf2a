import { type Asker, type Back, back } from './asker.ts'
import { eraseAbove, sheetFor } from './canvas.ts'
import { drawFrame, type Screen } from './frame.ts'
import { glyphsFor } from './glyphs.ts'
import { createPaint } from './paint.ts'
import { askMultiselect, askSelect } from './screen-lists.ts'
import { askText } from './screen-text.ts'
import { createSitting, type Sitting } from './sitting.ts'
import type { Ui } from './ui.ts'

/**
 * Asks with clack's prompts, each redrawn in place. The left arrow and Shift-Tab go back, and take the question before
 * off the screen: it is asked again where it stood.
 */
export function createScreenAsker(ui: Ui, canGoBack: () => boolean): Asker {
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
    text: (question) => ask((sitting) => askText(question, sitting, screen)),
    select: (question) => ask((sitting) => askSelect(question, sitting, screen)),
    multiselect: (question) => ask((sitting) => askMultiselect(question, sitting, screen)),
    confirm: (question) => ask((sitting) => askSelect({ ...question, options: yesAndNo }, sitting, screen)),
    note(message, lines) {
      const frame = drawFrame(screen, { look: 'answered', message, lines })
      output.write(`${frame}\n`)
      notes = [...notes, frame]
    },
    close: () => undefined,
  }

  async function ask<Value>(open: (sitting: Sitting) => Promise<Value | Back>): Promise<Value | Back> {
    const sitting = createSitting(ui, screen, canGoBack())
    const answer = await open(sitting)
    const frames = [...notes, sitting.frame()]
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
