import { log } from '../log.ts'

const intervalMs = 5_000

/** Logs that connections are dropped: the first at once, the others as a number, in one line every five seconds. */
export function createDropReport(): (setting: string, address?: string) => void {
  let dropped = 0
  let latest = ''
  let timer: NodeJS.Timeout | undefined

  function report(): void {
    timer = undefined
    if (dropped === 0) return
    log.warn(`connections dropped: ${dropped}, the latest ${latest}`)
    dropped = 0
    timer = setTimeout(report, intervalMs).unref()
  }

  return (setting, address) => {
    dropped += 1
    latest = `${address === undefined ? '' : `from ${address} `}because of ${setting}`
    if (timer === undefined) report()
  }
}
