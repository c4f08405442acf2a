import type { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import { printableLine } from '../model/printable.ts'
import type { Paint } from './paint.ts'

const frameMs = 120

/** A line that shows work going on and for how long. */
export interface Spinner {
  start(text: string): void
  /** What the work says of itself, behind the text. */
  say(line: string): void
  /** Takes the line away. Returns how many whole seconds it stood. */
  stop(): number
}

/**
 * Redraws one line until stopped. clack's own spinner ends the process with status 0 on Ctrl-C and takes over the
 * input, so this one only writes. The cursor rests on the line below: what another writes does not run into ours.
 */
export function createSpinner(output: Writable, paint: Paint, frames: readonly string[]): Spinner {
  let timer: NodeJS.Timeout | undefined
  let since = 0
  let said = ''
  return { start, say, stop }

  function start(text: string): void {
    stop()
    since = Date.now()
    said = ''
    let drawn = 0
    const draw = (): void => {
      const seconds = secondsSince(since)
      const line = `${frames[drawn % frames.length]}  ${text}${seconds > 0 ? ` (${seconds} s)` : ''}${said && `  ${said}`}`
      output.write(`${drawn === 0 ? '' : eraseLineAbove}${paint('cyan', shorten(line, output))}\n`)
      drawn += 1
    }
    draw()
    timer = setInterval(draw, frameMs)
    // A step that throws must not keep the process.
    timer.unref()
  }

  function say(line: string): void {
    const plain = stripVTControlCharacters(line).replaceAll(/\p{Cc}+/gu, ' ')
    said = printableLine(plain.trim())
  }

  function stop(): number {
    if (timer === undefined) return 0
    clearInterval(timer)
    timer = undefined
    output.write(eraseLineAbove)
    return secondsSince(since)
  }
}

function secondsSince(time: number): number {
  return Math.floor((Date.now() - time) / 1000)
}

const eraseLineAbove = '\x1b[1A\x1b[2K\r'

/** A line that wrapped could not be erased. */
function shorten(line: string, output: Writable): string {
  const columns = ('columns' in output && typeof output.columns === 'number' && output.columns) || 80
  let short = stripVTControlCharacters(line)
  while (stringWidth(short) >= columns) short = short.slice(0, -1)
  return short
}
