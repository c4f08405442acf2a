import { createInterface } from 'node:readline'
import type { Terminal } from './ui.ts'

/** The lines of an input, in order. */
export interface LineReader {
  /** The next line; undefined where the input ends or the signal aborts. */
  next(): Promise<string | undefined>
  close(): void
}

/** Reads whole lines; their editing and echo are the terminal's own. */
export function createLineReader({ input, signal }: Pick<Terminal, 'input' | 'signal'>): LineReader {
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
      return signal.aborted ? undefined : lines.shift()
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
