import type { Asker } from './asker.ts'
import { createLineAsker } from './line-asker.ts'
import { wantsPlainLines } from './paint.ts'
import { createScreenAsker } from './screen-asker.ts'
import type { Terminal } from './ui.ts'
import { withPrintable } from './with-printable.ts'

/** Asks on a screen with clack, or by numbered lines where redrawing does harm. `canGoBack` is read at each question. */
export function createAsker(ui: Terminal, canGoBack: () => boolean): Asker {
  return wantsPlainLines(ui.env) ? createLineAsker(ui, canGoBack) : withPrintable(createScreenAsker(ui, canGoBack))
}
