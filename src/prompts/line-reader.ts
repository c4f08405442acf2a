import { createInterface } from 'node:readline'
import { cancelled } from './asker.ts'
import type { Ui } from './ui.ts'

/** The lines of an input, in order. */
export interface LineReader {
  /** The next line. Throws the Failure "cancelled" where the input ends, the signal aborts, or the line is an Esc. */
  next(): Promise<string>
  close(): void
}

/** Reads whole lines; their editing and echo are the terminal's own. */
export function createLineReader({ input, signal }: Pick<Ui, 'input' | 'signal'>): LineReader {
  const reader = createInterface({ input, terminal: false })
  const lines: string[] = []
  let ended = signal.aborted || input.readableEnded || input.destroyed
  let wake = (): void => undefined

  reader.on('line', (line) => {
    lines.push(line)
    wake()
  })
  reader.on('close', end)
  // A terminal that goes away is an input that ends.
  reader.on('error', end)
  input.on('close', end)
  signal.addEventListener('abort', end)

  return {
    async next() {
      if (lines.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve))
      const line = signal.aborted ? undefined : lines.shift()
      if (line === undefined || line === '\x1b' || line.includes('\x03')) throw cancelled()
      return line
    },
    close() {
      input.off('close', end)
      signal.removeEventListener('abort', end)
      reader.close()
    },
  }

  function end(): void {
    ended = true
    wake()
  }
}
