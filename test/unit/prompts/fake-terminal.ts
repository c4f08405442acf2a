import { PassThrough, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'

export const keys = {
  enter: '\r',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlD: '\x04',
  up: '\x1b[A',
  down: '\x1b[B',
  left: '\x1b[D',
  shiftTab: '\x1b[Z',
  clearLine: '\x15',
  space: ' ',
} as const

const deadlineMs = 5000

/** A terminal to drive prompts with: keys go in, and what was printed since the last wait can be waited for. */
export class FakeTerminal {
  readonly input = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode(isRaw: boolean) {
      this.isRaw = isRaw
    },
  })
  readonly output: Writable & { columns: number; rows: number; isTTY: boolean }
  raw = ''
  #seen = 0
  #check: () => void = () => undefined

  constructor({ columns = 80, rows = 40 } = {}) {
    const write = (chunk: string): void => {
      this.raw += chunk
      this.#check()
    }
    const sink = new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        write(chunk)
        done()
      },
    })
    this.output = Object.assign(sink, { columns, rows, isTTY: true })
  }

  /** Everything printed so far, without control sequences. */
  get text(): string {
    return stripVTControlCharacters(this.raw)
  }

  /** Presses keys once the text is there. */
  async answer(expected: string, ...pressed: readonly string[]): Promise<void> {
    await this.until(expected)
    this.press(...pressed)
  }

  press(...pressed: readonly string[]): void {
    for (const key of pressed) this.input.write(key)
  }

  /** Resolves once the text is printed, behind whatever was waited for before. */
  until(expected: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        reject(new Error(`"${expected}" was not printed; since the last wait:\n${this.text.slice(this.#seen)}`))
      }, deadlineMs)
      this.#check = () => {
        const at = this.text.indexOf(expected, this.#seen)
        if (at === -1) return
        this.#seen = at + expected.length
        this.#check = () => undefined
        clearTimeout(deadline)
        resolve()
      }
      this.#check()
    })
  }
}
