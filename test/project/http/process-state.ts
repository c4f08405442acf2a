import { readdirSync, readlinkSync } from 'node:fs'
import type { Changes, RunningServer } from './server.ts'

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

/** What a server holds, in bytes, when everything that can be freed is freed. */
export interface Memory {
  /** Objects and buffers. */
  readonly live: number
  /** What the system counts. */
  readonly resident: number
}

/** Makes a project's server measure its memory when it gets a SIGUSR2. */
export const memoryProbe: Changes = {
  'src/server.ts': (text) => `${text}
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let measured = 0
process.on('SIGUSR2', () => {
  collect()
  measured += 1
  const { heapUsed, external, rss } = process.memoryUsage()
  console.log('memory ' + measured + ' ' + JSON.stringify({ live: heapUsed + external, resident: rss }))
})
`,
}

/** Of a server with the probe. */
export async function measureMemory(server: RunningServer): Promise<Memory> {
  const times = server.lines.filter((line) => line.startsWith('memory ')).length
  server.process.kill('SIGUSR2')
  const line = await server.line(new RegExp(`^memory ${times + 1} `))
  return JSON.parse(line.replace(/^memory \d+ /, '')) as Memory
}
