import { writeSync } from 'node:fs'

const batchMs = 100
const batchBytes = 65_536
const queueBytes = 1_048_576
const retryMs = 5
const patienceMs = 1000

export interface Output {
  write(line: string): void
  /** Writes what is left; waits a second at most for a slow reader. */
  close(): void
}

/**
 * Lines on their way to a file descriptor, in batches: the first at once, what follows within 100 ms together. Writes
 * are synchronous, so that the exit of the process loses none, but none waits: what a full pipe or disk refuses is
 * tried again, and what exceeds 1 MiB until then is dropped. `report` is told about either.
 */
export function createOutput(fd: number, report: (trouble: string) => void): Output {
  let lines: string[] = []
  let batches: Buffer[] = []
  let bytes = 0
  let dropped = 0
  /** Why the last write did not succeed: EAGAIN is a pipe that is full for now. */
  let failure: string | undefined
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    const before = failure
    failure = writeQueue()
    clearTimeout(timer)
    timer = setTimeout(flushAgain, failure === 'EAGAIN' ? retryMs : batchMs).unref()
    if (failure === undefined && dropped > 0) {
      report(`${dropped} lines were dropped`)
      dropped = 0
    } else if (failure !== undefined && failure !== 'EAGAIN' && failure !== before) {
      report(`cannot be written: ${failure}`)
    }
  }

  function writeQueue(): string | undefined {
    if (lines.length > 0) batches.push(Buffer.from(lines.join('')))
    lines = []
    try {
      for (let batch = batches[0]; batch !== undefined; batch = batches[0]) {
        const written = writeSync(fd, batch)
        bytes -= written
        if (written < batch.length) batches[0] = batch.subarray(written)
        else batches.shift()
      }
      return undefined
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException
      if (code !== 'EPIPE') return code
      batches = [] // whoever read this pipe is gone for good
      bytes = 0
      return code
    }
  }

  function flushAgain(): void {
    timer = undefined
    if (bytes > 0) flush()
  }

  return {
    write(line) {
      if (bytes > queueBytes) {
        dropped += 1
        return
      }
      lines.push(line)
      bytes += Buffer.byteLength(line)
      if (timer === undefined || (bytes > batchBytes && failure === undefined)) flush()
    },
    close() {
      const deadline = performance.now() + patienceMs
      flush()
      while (failure === 'EAGAIN' && performance.now() < deadline) {
        sleep(retryMs)
        flush()
      }
      clearTimeout(timer)
    },
  }
}

/** The one way to wait while the process exits. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
