import type { Asker } from './asker.ts'
import { createLineAsker } from './line-asker.ts'
import { wantsPlainLines } from './paint.ts'
import { createScreenAsker } from './screen-asker.ts'
import type { Ui } from './ui.ts'

/** Asks on a screen with clack, or by numbered lines where redrawing does harm. `canGoBack` is read at each question. */
export function createAsker(ui: Ui, canGoBack: () => boolean): Asker {
  return wantsPlainLines(ui.env) ? createLineAsker(ui, canGoBack) : createScreenAsker(ui, canGoBack)
}
