import type { Cores } from '../run/cores.ts'
import { programOnPath } from '../run/program-on-path.ts'
import { createAutocannon } from './autocannon.ts'
import type { LoadGenerator } from './load.ts'
import { createWrk } from './wrk.ts'

export async function findGenerator({ load }: Cores): Promise<LoadGenerator> {
  const wrk = programOnPath('wrk')
  return wrk === undefined ? createAutocannon(load) : createWrk(wrk, load)
}
