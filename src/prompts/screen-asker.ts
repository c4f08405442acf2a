import { type Asker, type Back, back } from './asker.ts'
import { drawFrame, type Screen } from './frame.ts'
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
  const screen: Screen = { output: ui.output, paint: createPaint(ui.env, ui.output) }
  /** Heights of the questions that are answered, each with the notes above it. */
  const answered: number[] = []
  let noted = 0
  return {
    text: (question) => ask((sitting) => askText(question, sitting, screen.paint)),
    select: (question) => ask((sitting) => askSelect(question, sitting, screen.paint)),
    multiselect: (question) => ask((sitting) => askMultiselect(question, sitting, screen.paint)),
    confirm: (question) => ask((sitting) => askSelect({ ...question, options: yesAndNo }, sitting, screen.paint)),
    note(message, lines) {
      const frame = drawFrame(screen, { look: 'answered', message, lines })
      screen.output.write(`${frame}\n`)
      noted += frame.split('\n').length
    },
    close: () => undefined,
  }

  async function ask<Value>(open: (sitting: Sitting) => Promise<Value | Back>): Promise<Value | Back> {
    const sitting = createSitting(ui, screen, canGoBack())
    const answer = await open(sitting)
    const height = noted + sitting.height()
    noted = 0
    if (answer === back) screen.output.write(eraseLinesAbove(height + (answered.pop() ?? 0)))
    else answered.push(height)
    return answer
  }
}

function eraseLinesAbove(count: number): string {
  return `\x1b[${count}A\r\x1b[J`
}

const yesAndNo = [
  { value: true, label: 'Yes', key: 'y' },
  { value: false, label: 'No', key: 'n' },
]
