const mostRounds = 8
const gain = 0.95

/** Repeats what is to be measured while each time still takes clearly less CPU than the one before: V8 is compiling. */
export async function warmUp(measure: () => Promise<{ readonly cpuUs: number }>): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  for (let round = 0; round < mostRounds; round++) {
    const { cpuUs } = await measure()
    if (round > 0 && cpuUs > before * gain) return
    before = cpuUs
  }
}
