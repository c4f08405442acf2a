/** Adds up, by name, how long things take that are done again and again. */
export interface Stopwatch {
  time<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result>
  /** `rendered in 31 s, linted in 4 s` */
  report(): string
}

export function createStopwatch(): Stopwatch {
  const spentMs = new Map<string, number>()
  return {
    async time(name, work) {
      const begun = performance.now()
      try {
        return await work()
      } finally {
        spentMs.set(name, (spentMs.get(name) ?? 0) + performance.now() - begun)
      }
    },
    report: () => [...spentMs].map(([name, ms]) => `${name} in ${Math.round(ms / 1000)} s`).join(', '),
  }
}
