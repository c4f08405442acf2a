import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { RunningServer } from './server.ts'

/** What Linux tells of another process; elsewhere tests that ask are skipped. */
export const isTold = process.platform === 'linux'

/** Where the open file descriptors of a server lead to: paths, `socket:[123]` and the like. */
export function descriptors({ process: { pid } }: RunningServer): readonly string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(`${folder}/${name}`)]
    } catch {
      return [] // closed since it was listed
    }
  })
}

/** Resident memory of a server, in bytes. */
export function residentMemory({ process: { pid } }: RunningServer): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
