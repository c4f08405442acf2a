export interface CompressionConfig {
  /** Less is not worth it. */
  readonly minBytes: number
  /** How many responses may be compressed at a time. */
  readonly concurrency: number
}

/** The encoders of an app. Each holds about 2 MB while it works. */
export interface Encoders extends CompressionConfig {
  running: number
}
