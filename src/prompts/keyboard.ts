import { PassThrough, type Readable } from 'node:stream'

/** Keys of an input, for one prompt. */
export interface Keyboard {
  readonly keys: Readable
  /** Lets go of the input. */
  release(): void
}

/**
 * Stands between an input and a prompt's readline, which would throw where nobody can catch it when the terminal is gone
 * and can be set to no mode any more.
 */
export function listenTo(input: Readable & { setRawMode?(isRaw: boolean): unknown }): Keyboard {
  const keys = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean): void => void input.setRawMode?.(isRaw),
  })
  const ignore = (): void => undefined
  input.on('error', ignore)
  input.pipe(keys)
  return {
    keys,
    release() {
      input.unpipe(keys)
      input.pause()
      input.off('error', ignore)
      keys.destroy()
    },
  }
}
