import type { Key } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { isCancel, type Prompt, type State } from '@clack/core'
import { type Back, back, cancelled } from './asker.ts'
import { createCanvas } from './canvas.ts'
import { drawFrame, type Frame, type Screen } from './frame.ts'
import { listenTo } from './keyboard.ts'
import type { Paint } from './paint.ts'
import type { Terminal } from './ui.ts'

/** One clack prompt from its first frame to its answer. */
export interface PromptSession {
  readonly streams: { readonly input: Readable; readonly output: Writable; readonly signal: AbortSignal }
  draw(state: State, scene: Scene): string
  settle<Value>(prompt: Prompt<Value>): Promise<Value | Back>
  /** What the screen shows of it. */
  frame(): string
}

/** What is wrong, and below it, quieter, what to do. */
export function faultLines(fault: string, paint: Paint): readonly string[] {
  return fault.split('\n').map((line, at) => paint(at === 0 ? 'yellow' : 'dim', line))
}

/** What a prompt shows while it is open, and what stays when it is answered. */
export interface Scene extends Pick<Frame, 'message' | 'list' | 'typed' | 'lines'> {
  readonly answer: string
  readonly keys: readonly string[]
  /** The key that goes back. */
  readonly backKey: string
}

export function createPromptSession(
  { input, output, signal }: Terminal,
  screen: Screen,
  canGoBack: boolean,
): PromptSession {
  // A prompt never takes its listener off the signal it is given, so each gets one of its own.
  const stop = new AbortController()
  const keyboard = listenTo(input)
  const canvas = createCanvas(output, screen.sheet)
  let wentBack = false
  let redraw = (): string => ''
  let resuming: NodeJS.Immediate | undefined
  return {
    streams: { input: keyboard.keys, output: screen.sheet, signal: stop.signal },
    draw(state, scene) {
      redraw = () => drawScene(state, scene)
      return show()
    },
    settle,
    frame: () => redraw(),
  }

  function show(): string {
    const frame = redraw()
    canvas.show(frame)
    return frame
  }

  /** Back from Ctrl-Z: readline has paused its input by then, which is all that it does (Node's readline, 'SIGCONT'). */
  function goOn(): void {
    clearImmediate(resuming)
    resuming = setImmediate(() => {
      canvas.moveOn()
      show()
      keyboard.keys.resume()
    })
  }

  function drawScene(state: State, { message, answer, keys, backKey, ...open }: Scene): string {
    const dim = (text: string): string => screen.paint('dim', text)
    if (state === 'submit') return drawFrame(screen, { look: 'answered', message, lines: [dim(answer)] })
    if (state === 'cancel') return drawFrame(screen, { look: 'cancelled', message, lines: [dim('cancelled')] })
    const help = [...keys, ...(canGoBack ? [`${backKey} back`] : []), 'Esc cancels']
    return drawFrame(screen, { look: state === 'error' ? 'wrong' : 'open', message, ...open, help })
  }

  async function settle<Value>(prompt: Prompt<Value>): Promise<Value | Back> {
    let typed = ''
    prompt.on('key', (_character, key) => {
      if (canGoBack && meansBack(key, prompt.userInput)) {
        wentBack = true
        prompt.state = 'submit'
      }
      // In a text Ctrl-D deletes. Without one readline closes itself at it, and the prompt would hear no other key.
      if (key.ctrl === true && key.name === 'd' && typed === '') prompt.state = 'cancel'
      typed = prompt.userInput
    })
    const letGo = onEnd({ input, signal }, () => stop.abort())
    output.on('resize', show)
    process.on('SIGCONT', goOn)
    try {
      const answer = await prompt.prompt()
      if (isCancel(answer)) throw cancelled()
      return wentBack ? back : (answer as Value)
    } finally {
      letGo()
      output.off('resize', show)
      process.off('SIGCONT', goOn)
      clearImmediate(resuming)
      canvas.close()
      keyboard.release()
    }
  }
}

function meansBack(key: Key, typed: string): boolean {
  return (key.name === 'tab' && key.shift === true) || (key.name === 'left' && typed === '')
}

/** Calls `stop` when the input ends or the run is over, at once where that was before; a prompt would wait for ever. */
function onEnd({ input, signal }: Pick<Terminal, 'input' | 'signal'>, stop: () => void): () => void {
  if (signal.aborted || input.readableEnded || input.destroyed) stop()
  signal.addEventListener('abort', stop)
  for (const event of ['end', 'close']) input.on(event, stop)
  return () => {
    signal.removeEventListener('abort', stop)
    for (const event of ['end', 'close']) input.off(event, stop)
  }
}
