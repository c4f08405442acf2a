import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findGenerator } from '../load/find-generator.ts'
import { findCores } from '../run/cores.ts'
import { makeProject } from '../run/generated-project.ts'
import { type Options, pick } from '../run/options.ts'
import { installPeers } from '../run/peers.ts'
import { programOnPath } from '../run/program-on-path.ts'
import { stacks } from '../run/stacks.ts'
import { cases, sizes } from './cases.ts'
import { measureCase } from './measure-case.ts'
import { printCase } from './print-case.ts'

export async function runServerPart(options: Options): Promise<void> {
  const chosen = pick(stacks, options.stacks)
  if (chosen.some(({ packages }) => packages.length > 0) || programOnPath('wrk') === undefined) await installPeers()
  const cores = findCores()
  const generator = await findGenerator(cores)
  const project = await makeProject(options.program, 'full')
  try {
    writeFiles(join(project.folder, 'public/files'))
    const place = { program: options.program, launcher: cores.server, project }
    for (const subject of pick(cases, options.cases)) {
      const able = chosen.filter(({ filesOnly }) => !filesOnly || subject.request.path.startsWith('/files/'))
      const load = { generator, connections: 16, seconds: 1, rounds: options.rounds }
      console.log(`\n${printCase(subject, await measureCase(able, place, subject, load))}`)
    }
  } finally {
    project.remove()
  }
}

/** The files that all stacks serve. */
function writeFiles(folder: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'small.js'), randomBytes(sizes.small / 2).toString('hex'))
  writeFileSync(join(folder, 'large.js'), randomBytes(sizes.large / 2).toString('hex'))
}
