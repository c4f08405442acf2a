import { connect, type Socket } from 'node:net'
import { type Answer, takeAnswer } from './answers.ts'

const patienceMs = 15_000

/** A connection that sends bytes as they are. */
export interface Connection {
  readonly socket: Socket
  /** The next final answer; rejects when the connection closes first or nothing comes for 15 s. `method`: of its request. */
  next(method?: string): Promise<Answer>
  /** Everything that came and was not taken as an answer, once the other side has closed. */
  closed(): Promise<Buffer>
}

/** Opens a connection and sends a first piece. */
export function open(port: number, first: string | Buffer = ''): Connection {
  const socket = connect({ port, host: '127.0.0.1' })
  let bytes: Buffer = Buffer.alloc(0)
  // Joined only when they are looked at, which is put off while more has come: a large body comes in many chunks.
  let chunks: Buffer[] = []
  let isLookDue = false
  let ended = false
  let wake = () => {}
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (isLookDue) return
    isLookDue = true
    setTimeout(
      () => {
        isLookDue = false
        join()
        wake()
      },
      Math.min(50, bytes.length / 100_000),
    )
  })
  const join = () => {
    if (chunks.length > 0) bytes = Buffer.concat([bytes, ...chunks])
    chunks = []
  }
  // A reset after the answer is the server's right; a reset before it shows as a missing answer.
  socket.on('error', () => {})
  socket.on('close', () => {
    ended = true
    join()
    wake()
  })
  socket.on('end', () => {
    ended = true
    join()
    wake()
  })
  if (first.length > 0) socket.write(first)

  async function until<Result>(look: () => Result | undefined, what: string): Promise<Result> {
    const deadline = AbortSignal.timeout(patienceMs)
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (ended) throw new Error(`the connection closed before ${what}; it sent ${preview(bytes)}`)
      await new Promise<void>((resolve, reject) => {
        wake = resolve
        deadline.onabort = () => reject(new Error(`no ${what} within ${patienceMs} ms; it sent ${preview(bytes)}`))
      })
    }
  }

  return {
    socket,
    async next(method = 'GET') {
      for (;;) {
        const taken = await until(() => takeAnswer(bytes, method, ended), 'an answer')
        bytes = taken.rest
        if (taken.answer.status >= 200) return taken.answer
      }
    },
    async closed() {
      await until(() => (ended ? true : undefined), 'the end of the connection')
      return bytes
    },
  }
}

/** Sends one request on a connection of its own and resolves to its answer. */
export async function ask(port: number, request: string | Buffer, method?: string): Promise<Answer> {
  const connection = open(port, request)
  try {
    return await connection.next(method ?? String(request).slice(0, 10).split(' ')[0])
  } finally {
    connection.socket.destroy()
  }
}

/** A request with a Host, from its request line, header lines and body; a body gets its Content-Length. */
export function request(line: string, headers: readonly string[] = [], body: string | Buffer = ''): string {
  const length = body.length > 0 ? [`Content-Length: ${Buffer.byteLength(body)}`] : []
  return [`${line} HTTP/1.1`, 'Host: localhost', ...headers, ...length, '', body].join('\r\n')
}

function preview(bytes: Buffer): string {
  return bytes.length === 0 ? 'nothing' : JSON.stringify(bytes.toString('latin1', 0, 200))
}
