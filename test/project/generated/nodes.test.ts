import { mkdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type NodeMajor, nodeMajors } from '../../../src/model/answers.ts'
import { type Combination, startingSets } from '../../support/combinations.ts'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { failuresIn, testsRun } from '../../support/own-tests.ts'
import { linkModules, type Project, renderProject, writeProject } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startServer } from '../../support/server-process.ts'
import { probe } from './probes.ts'

const root = folderForFile()

/** Most people have the LTS release: a part of it is tested each time, and the rest by `npm run test:nodes`. */
const [lts, ltsSets] = [24, new Set(['preset minimal', 'preset full'])] as const
const isEachTested = process.env.NODES === 'all'

interface Row {
  readonly running: NodeMajor
  readonly lowest: NodeMajor
  readonly combination: Combination
}

/** Each Node after the oldest, with projects made for it and for the oldest. */
const rows: readonly Row[] = nodeMajors
  .slice(1)
  .flatMap((running) =>
    ([nodeMajors[0], running] as const).flatMap((lowest) =>
      startingSets(realPack, lowest).map((combination) => ({ running, lowest, combination })),
    ),
  )

for (const major of nodeMajors.slice(1)) {
  if (!nodeBinaries.has(major)) console.warn(`Node ${major} is not here, its tests are skipped: see npm run test:nodes`)
}

function isTested({ running, lowest, combination }: Row): boolean {
  if (!nodeBinaries.has(running)) return false
  return isEachTested || (running === lts && lowest === lts && ltsSets.has(combination.name))
}

describe.each(rows)('on Node $running, $combination.name for Node $lowest', (row) => {
  const { running, lowest, combination } = row
  const program = isTested(row) ? (nodeBinaries.get(running) ?? '') : ''
  const env = { PATH: [dirname(program), process.env.PATH].join(delimiter) }
  let project: Project

  beforeAll(() => {
    if (program === '') return
    const folder = join(root, `${running}-${lowest}`)
    mkdirSync(folder, { recursive: true })
    project = writeProject(renderProject(realPack, combination), folder)
    linkModules(project.folder, lowest)
  })

  test.skipIf(program === '')(
    'its tests pass',
    async () => {
      const outcome = await run('npm', ['test'], { cwd: project.folder, env, timeout: 290_000 })
      expect(outcome.status, failuresIn(outcome)).toBe(0)
      expect(testsRun(outcome)).toBeGreaterThan(0)
    },
    300_000,
  )

  test.skipIf(program === '')('dev serves it', async () => {
    const server = await startServer('npm', ['run', 'dev'], project.folder, env)
    await probe(server.url, project)
  })

  test.skipIf(program === '')('start serves what build made', async () => {
    const built = await run('npm', ['run', 'build'], { cwd: project.folder, env })
    expect(built.status, built.output).toBe(0)
    const server = await startServer('npm', ['start'], project.folder, env)
    await probe(server.url, project)
  })

  test.skipIf(program === '' || lowest === 20)('its source runs as it is', async () => {
    const server = await startServer(program, ['src/server.ts'], project.folder)
    await probe(server.url, project)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.output()).not.toMatch(/warning/i)
  })
})
