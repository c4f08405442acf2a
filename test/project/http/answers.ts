/** One response as it came over the wire. Header names are lower case; `lines` keeps them as sent, in order. */
export interface Answer {
  readonly status: number
  readonly reason: string
  readonly headers: ReadonlyMap<string, string>
  readonly lines: readonly string[]
  readonly body: Buffer
}

/** A complete answer at the start of some bytes, and what is left of them. */
export interface Taken {
  readonly answer: Answer
  readonly rest: Buffer
}

/**
 * Takes the first response off the front of bytes, by the framing rules of RFC 9112 section 6, or undefined when it is
 * not complete yet. `method`: of the request it answers; `ended`: nothing more will come.
 */
export function takeAnswer(bytes: Buffer, method: string, ended: boolean): Taken | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const [statusLine = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n')
  const match = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(statusLine)
  if (match === null) throw new Error(`no status line: ${JSON.stringify(statusLine.slice(0, 80))}`)
  const status = Number(match[1])
  const headers = joinHeaders(lines)
  const head = { status, reason: match[2] ?? '', headers, lines }
  const after = bytes.subarray(headEnd + 4)
  const none = method === 'HEAD' || status < 200 || status === 204 || status === 304
  if (none) return { answer: { ...head, body: Buffer.alloc(0) }, rest: after }
  const framed = headers.get('transfer-encoding') === 'chunked' ? takeChunks(after) : takeLength(after, headers, ended)
  return framed && { answer: { ...head, body: framed.body }, rest: framed.rest }
}

function joinHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return headers
}

function takeLength(bytes: Buffer, headers: ReadonlyMap<string, string>, ended: boolean) {
  const announced = headers.get('content-length')
  if (announced === undefined) return ended ? { body: bytes, rest: Buffer.alloc(0) } : undefined
  const length = Number(announced)
  return bytes.length < length ? undefined : { body: bytes.subarray(0, length), rest: bytes.subarray(length) }
}

function takeChunks(bytes: Buffer) {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    const start = lineEnd + 2
    if (bytes.length < start + size + 2) return undefined
    if (size === 0) return { body: Buffer.concat(chunks), rest: bytes.subarray(start + 2) }
    chunks.push(bytes.subarray(start, start + size))
    at = start + size + 2
  }
}
