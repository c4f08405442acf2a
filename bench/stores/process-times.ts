import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * Makes the function that says how much CPU time the processes that one has started have taken, in microseconds.
 * Undefined where the system does not say so in /proc. What has ended by now counts as it was seen last.
 */
export function createProcessTimes(parent: number): (() => number) | undefined {
  if (!existsSync('/proc/self/stat')) return undefined
  const microseconds = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  const ticks = new Map<string, number>()
  return () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const fields = fieldsOf(pid)
      if (Number(fields[1]) === parent) ticks.set(pid, Number(fields[11]) + Number(fields[12]))
    }
    return [...ticks.values()].reduce((sum, count) => sum + count, 0) * microseconds
  }
}

/** Those of /proc/pid/stat (proc(5)) from the state on: the name before them may have spaces. Empty: it has ended. */
function fieldsOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
