import type { Readable, Writable } from 'node:stream'
import type { Shell } from '../model/answers.ts'
import type { Pack } from '../model/pack.ts'
import type { Templates } from '../render/render-file.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** What a run finds around itself; nothing else of the process is looked at. */
export interface World {
  readonly pack: Pack
  /** The compiled templates of the pack; loaded when something is rendered. */
  readonly loadTemplates: () => Promise<Templates>
  /** How many faults each version fixed, by version; read when it is asked for. */
  readonly fixes: () => Readonly<Record<string, number>>
  /** The words behind the program's name. */
  readonly argv: readonly string[]
  readonly env: Env
  readonly cwd: string
  readonly nodeMajor: number
  readonly platform: NodeJS.Platform
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable
  /** Aborted with a Failure when the process is told to end, once `heedSignals` was called. */
  readonly signal: AbortSignal
  /** From here on a signal lets what runs clean up behind itself. Before, it ends the process at once. */
  readonly heedSignals: () => void
}

/** Somebody is there to answer questions. */
export function isInteractive(world: World): boolean {
  return isWatched(world) && world.stdin.isTTY === true
}

/** Somebody sees what happens while it does. */
export function isWatched({ stdout, env }: Pick<World, 'stdout' | 'env'>): boolean {
  const isCi = !['', '0', 'false'].includes((env.CI ?? '').toLowerCase())
  return stdout.isTTY === true && !isCi
}

/** The shells that printed commands are for, the likeliest first. */
export function shellsOf({ platform }: World): readonly [Shell, ...Shell[]] {
  return platform === 'win32' ? ['powershell', 'cmd'] : ['posix']
}
