const copyMs = 250

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
