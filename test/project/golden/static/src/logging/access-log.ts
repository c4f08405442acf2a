import { closeSync, openSync } from 'node:fs'
import { createOutput, type Output } from './output.ts'

export interface AccessLog extends Output {
  /** Goes on in a new file of the same name, or throws and stays with the old one. */
  reopen(): void
}

/** Appends lines to a file. `report` is told when they cannot be written. */
export function openAccessLog(path: string, report: (trouble: string) => void): AccessLog {
  let fd = openSync(path, 'a')
  let output = createOutput(fd, report)
  return {
    write: (line) => output.write(line),
    close: () => output.close(),
    reopen() {
      const next = openSync(path, 'a')
      output.close()
      closeSync(fd)
      fd = next
      output = createOutput(fd, report)
    },
  }
}
