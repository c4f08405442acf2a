import type { ServerProcess } from '../run/server-process.ts'
import type { LoadGenerator, LoadRequest } from './load.ts'

export interface Load {
  readonly generator: LoadGenerator
  readonly connections: number
  readonly seconds: number
  readonly rounds: number
}

/** A server and what it is loaded with. */
export interface Runner {
  readonly name: string
  readonly server: ServerProcess
  readonly request: LoadRequest
  /** Of a right answer. */
  readonly status: number
}

export type Measured = 'cpuUs' | 'requestsPerSecond' | 'p50' | 'p99' | 'rssMb'

// A server may close a connection while the next request is on its way.
const mostBroken = 0.01

/** Loads a server for a while. CPU time is that of its process for one request, by its own word. */
export async function loadServer(
  { server, request, status }: Runner,
  { generator, connections, seconds }: Omit<Load, 'rounds'>,
): Promise<Readonly<Record<Measured, number>>> {
  const before = await server.usage()
  const result = await generator.run({ port: server.port, request, connections, seconds })
  const after = await server.usage()
  server.emptyLog()
  if (result.requests === 0) throw new Error('answers no request under load')
  if (status < 400 && result.refused > 0) throw new Error(`refuses ${result.refused} requests under load`)
  if (result.broken > result.requests * mostBroken) throw new Error(`breaks ${result.broken} connections under load`)
  return {
    cpuUs: (after.cpuUs - before.cpuUs) / result.requests,
    requestsPerSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    rssMb: after.memory.rss / 1e6,
  }
}
