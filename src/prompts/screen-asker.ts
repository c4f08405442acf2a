import type { Asker } from './asker.ts'
import { drawFrame, type Screen } from './frame.ts'
import { createPaint } from './paint.ts'
import { askMultiselect, askSelect } from './screen-lists.ts'
import { askText } from './screen-text.ts'
import { createSitting, type Sitting } from './sitting.ts'
import type { Ui } from './ui.ts'

/** Asks with clack's prompts, each redrawn in place. The left arrow and Shift-Tab go back. */
export function createScreenAsker(ui: Ui, canGoBack: () => boolean): Asker {
  const screen: Screen = { output: ui.output, paint: createPaint(ui.env, ui.output) }
  const sit = (): Sitting => createSitting(ui, screen, canGoBack())
  return {
    text: (question) => askText(question, sit(), screen.paint),
    select: (question) => askSelect(question, sit(), screen.paint),
    multiselect: (question) => askMultiselect(question, sit(), screen.paint),
    confirm: (question) => askSelect({ ...question, options: yesAndNo }, sit(), screen.paint),
    note: (message, lines) => void screen.output.write(`${drawFrame(screen, { look: 'answered', message, lines })}\n`),
    close: () => undefined,
  }
}

const yesAndNo = [
  { value: true, label: 'Yes', key: 'y' },
  { value: false, label: 'No', key: 'n' },
]
