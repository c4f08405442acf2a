import { log } from './log.ts'

const closeLimitMs = 5000
const copyMs = 250

/** What is to be done when the process stops. server.ts makes one and calls beginStopping() and close(). */
export interface Lifecycle {
  /** From the first signal on. */
  readonly isStopping: boolean
  /**
   * Adds a step for the moment of the signal, while requests are still served: end streams, stop timers. Returns a
   * function that takes it back.
   */
  onStopping(step: () => void): () => void
  /** Adds a step for the time after the last request: close pools and files. The latest added runs first. */
  onClose(name: string, close: () => void | Promise<void>): void
  beginStopping(): void
  /** Resolves to false when a step failed, or took longer than 5 s and was left; the log names it. */
  close(): Promise<boolean>
}

export function createLifecycle(): Lifecycle {
  const stoppingSteps = new Set<() => void>()
  const closeSteps: { readonly name: string; readonly close: () => void | Promise<void> }[] = []
  let isStopping = false

  return {
    get isStopping() {
      return isStopping
    },
    onStopping(step) {
      const added = () => step() // the same step may be added twice
      stoppingSteps.add(added)
      return () => void stoppingSteps.delete(added)
    },
    onClose: (name, close) => void closeSteps.unshift({ name, close }),
    beginStopping() {
      isStopping = true
      for (const step of stoppingSteps) {
        try {
          step()
        } catch (error) {
          log.error('a step of stopping failed', error) // the others still have to be done
        }
      }
    },
    async close() {
      let succeeded = true
      for (const { name, close } of closeSteps) {
        try {
          await within(closeLimitMs, close)
        } catch (error) {
          log.error(`${name} was not closed`, error)
          succeeded = false
        }
      }
      return succeeded
    },
  }
}

async function within(ms: number, work: () => void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${ms} ms`)), ms)
  })
  try {
    await Promise.race([work(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Calls `stop` on the first SIGTERM or SIGINT; a second one ends the process at once, with status 1. Where a process
 * group gets the signal, or npm runs below a shell, each signal is delivered twice: the copy does not count.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let first: { readonly signal: NodeJS.Signals; readonly at: number } | undefined
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      const at = performance.now()
      if (first === undefined) {
        first = { signal, at }
        await stop(signal)
      } else if (signal !== first.signal || at - first.at > copyMs) {
        process.exit(1)
      }
    })
  }
}
