import { availableParallelism } from 'node:os'
import { programOnPath } from './program-on-path.ts'

/** What a process is started by to stay on the core of servers, or on those of who loads them. */
export interface Cores {
  readonly server: readonly string[]
  readonly load: readonly string[]
  /** Why they share their cores, where they do. */
  readonly shared: string | undefined
}

export function findCores(): Cores {
  const count = availableParallelism()
  const shared = (why: string): Cores => ({ server: [], load: [], shared: why })
  if (count === 1) return shared('there is one core: the load generator runs beside the server on it')
  if (programOnPath('taskset') === undefined) return shared('there is no taskset: the system places the processes')
  return {
    server: ['taskset', '-c', String(count - 1)],
    load: ['taskset', '-c', `0-${count - 2}`],
    shared: undefined,
  }
}
