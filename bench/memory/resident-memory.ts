import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Megabytes of a process that are in memory, by the word of the system. */
export function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`
  const text = existsSync(status)
    ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return (Number(text) * 1024) / 1e6
}
