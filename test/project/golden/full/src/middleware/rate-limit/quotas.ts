export interface Quota {
  /** Requests remaining in the window; negative when this one was too many. */
  readonly remaining: number
  /** Until the window is over. */
  readonly resetMs: number
}

export interface Quotas {
  /** Takes one request off a client's quota. */
  consume(client: string): Quota
}

interface QuotaOptions {
  readonly max: number
  readonly windowMs: number
  /** Clients remembered at a time. */
  readonly maxClients: number
  /** Milliseconds of a clock that never goes backwards. */
  readonly now?: () => number
}

interface Window {
  remaining: number
  readonly endsAt: number
}

/**
 * A quota for each client, in a window that begins with its first request. Memory is bounded: where there are too many
 * clients, those are forgotten first whose window is over, then those who have requests remaining, the oldest first. So
 * a flood of addresses frees no client that has used up its quota, until all that are remembered have; and it keeps no
 * new client from being served.
 */
export function createQuotas({ max, windowMs, maxClients, now = wholeMilliseconds }: QuotaOptions): Quotas {
  // Maps keep the order of insertion: the oldest windows are in front.
  const open = new Map<string, Window>()
  const usedUp = new Map<string, Window>()
  let lookAgainAt = 0

  function windowOf(client: string, time: number): Window {
    const known = open.get(client) ?? usedUp.get(client)
    if (known !== undefined && known.endsAt > time) return known
    open.delete(client)
    usedUp.delete(client)
    if (open.size + usedUp.size >= maxClients) forgetOldest(open.size > 0 ? open : usedUp, maxClients / 100)
    const window = { remaining: max, endsAt: time + windowMs }
    open.set(client, window)
    return window
  }

  return {
    consume(client) {
      const time = now()
      // Done on the way, so that no timer has to be; and not each time, for it looks at every client.
      if (time >= lookAgainAt) {
        forgetEnded(open, time)
        forgetEnded(usedUp, time)
        lookAgainAt = time + windowMs / 10
      }
      const window = windowOf(client, time)
      window.remaining -= 1
      if (window.remaining === 0) {
        open.delete(client)
        usedUp.set(client, window)
      }
      return { remaining: window.remaining, resetMs: window.endsAt - time }
    },
  }
}

/** Whole ones: a fraction could be lost in a sum, and a window of 30 s be said to end in 31. */
function wholeMilliseconds(): number {
  return Math.floor(performance.now())
}

function forgetEnded(windows: Map<string, Window>, time: number): void {
  for (const [client, { endsAt }] of windows) if (endsAt <= time) windows.delete(client)
}

/** Many at a time: a Map searches longer for its first entry the more were deleted before it. */
function forgetOldest(windows: Map<string, Window>, count: number): void {
  let forgotten = 0
  for (const client of windows.keys()) {
    windows.delete(client)
    forgotten += 1
    if (forgotten >= count) return
  }
}
