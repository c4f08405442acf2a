import { connect, type Socket } from 'node:net'
import { type Answer, takeAnswer } from '../http/answers.ts'

/** A request that a client has sent: what it can know a response by. */
export interface Sent {
  readonly id: string
  readonly method: string
}

/** One connection to a proxy, which keeps every final response in its order. */
export class Client {
  readonly responses: Answer[] = []
  readonly sent: Sent[] = []
  ended = false
  /** Why the bytes that came are not responses; nothing after them is read. */
  fault: string | undefined
  readonly #socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #wake = () => {}

  constructor(path: string) {
    this.#socket = connect({ path })
    this.#socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      this.#take()
    })
    // A proxy may close or reset the connection after anything that it refuses.
    this.#socket.on('error', () => this.#end())
    this.#socket.on('end', () => this.#end())
    this.#socket.on('close', () => this.#end())
  }

  /** `bytes`: some or all of the requests, as Latin-1. */
  send(bytes: string, ...requests: readonly Sent[]): void {
    this.sent.push(...requests)
    if (!this.ended) this.#socket.write(bytes, 'latin1')
  }

  /** Resolves when there are so many responses, or there will be no more, or the patience is over. */
  async until(count: number, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs
    while (this.responses.length < count && !this.ended && Date.now() < deadline) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now())
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  close(): void {
    this.ended = true
    this.#socket.destroy()
  }

  #end(): void {
    if (this.ended) return
    this.ended = true
    this.#take()
  }

  #take(): void {
    try {
      while (this.fault === undefined) {
        const taken = takeAnswer(this.#bytes, this.#methodOfNext(), this.ended)
        if (taken === undefined) break
        this.#bytes = taken.rest
        if (taken.answer.status >= 200) this.responses.push(taken.answer)
      }
    } catch (error) {
      this.fault = `${error}`
      this.close()
    }
    this.#wake()
  }

  /** Of the request that the next response names; a proxy's own response is taken for that to the next one. */
  #methodOfNext(): string {
    const headEnd = this.#bytes.indexOf('\r\n\r\n')
    const head = this.#bytes.toString('latin1', 0, Math.max(0, headEnd))
    const id = /\r\nx-request-id: *([\w-]+)/i.exec(head)?.[1]
    const named = this.sent.find((request) => request.id === id)
    return (named ?? this.sent[this.responses.length])?.method ?? 'GET'
  }
}
