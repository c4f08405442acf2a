import { findGenerator } from '../load/find-generator.ts'
import type { LoadGenerator } from '../load/load.ts'
import { type Cores, findCores } from './cores.ts'
import { type GeneratedProject, makeProject } from './generated-project.ts'
import type { Options } from './options.ts'
import { installPeers } from './peers.ts'
import type { Place } from './stacks.ts'

/** What the parts of a run share. */
export interface Bench {
  readonly options: Options
  readonly cores: Cores
  readonly generator: LoadGenerator
  readonly project: GeneratedProject
  readonly place: Place
  say(text: string): void
  /** Notes what could not be measured, and why. */
  miss(what: string): void
}

/** Part of a run: what it measures becomes a file of results of its name. */
export interface Part {
  readonly name: string
  run(bench: Bench): Promise<object>
}

export async function prepare(options: Options, say: Bench['say'], miss: Bench['miss']): Promise<Bench> {
  await installPeers()
  const cores = findCores()
  if (cores.shared !== undefined) miss(`servers apart from their load: ${cores.shared}`)
  const generator = await findGenerator(cores)
  if (generator.name !== 'wrk') miss('wall times that are not those of the load generator: wrk is not there')
  const project = await makeProject(options.program, 'full')
  const place = { program: options.program, launcher: cores.server, project }
  return { options, cores, generator, project, place, say, miss }
}
