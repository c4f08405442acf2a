/** A request that is sent over and over. */
export interface LoadRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
  /** What differs from one request to the next: these in turn, over and over. */
  readonly variants?: readonly Variant[]
  /** The body has `{n}` in it, which is another number in each request that this process ever has sent. */
  readonly isNumbered?: true
}

export interface Variant {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface LoadRun {
  readonly port: number
  readonly request: LoadRequest
  readonly connections: number
  readonly seconds: number
}

export interface LoadResult {
  readonly requests: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Answers over 399. */
  readonly refused: number
  /** Connections that failed, and requests that nobody answered in time. */
  readonly broken: number
}

export interface LoadGenerator {
  readonly name: string
  readonly version: string
  run(run: LoadRun): Promise<LoadResult>
}
