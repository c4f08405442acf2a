import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Feature, Pack } from '../../../src/model/pack.ts'

/** A request, and what must be answered. Patterns are regular expressions; `null` for a header: there is none. */
export interface Exchange {
  readonly about: string
  readonly request: {
    readonly method?: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string | null>>
    readonly body?: string
    /** Of a line that the server writes from then on. */
    readonly log?: string
  }
}

/** A line that the server writes while it starts, or once it is told to stop. */
export interface LogProbe {
  readonly about: string
  readonly when: 'starting' | 'stopping'
  readonly log: string
}

/** A line of a file of the project. */
export interface FileProbe {
  readonly about: string
  readonly file: string
  readonly line: string
}

/** What shows from outside that a feature is in a project (see templates/probes.schema.json). */
export type Probe = Exchange | LogProbe | FileProbe

/**
 * The probes of each feature that has some, by its id. `directory`: the folder of templates that the pack was read from;
 * features of somebody's own say where they are.
 */
export function readProbes(directory: string, pack: Pack): ReadonlyMap<string, readonly Probe[]> {
  const files = pack.features.map((feature) => [feature.id, probesPath(directory, feature)] as const)
  return new Map(files.filter(([, path]) => existsSync(path)).map(([id, path]) => [id, probesIn(path)]))
}

export function probesPath(directory: string, { folder, foreign }: Feature): string {
  const path = `${folder}/probes.json`
  return foreign ? path : join(directory, path.slice('templates/'.length))
}

function probesIn(path: string): readonly Probe[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { probes: readonly Probe[] }).probes
}
