import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { nodeMajors } from '../../../src/model/answers.ts'
import { buildFirst, cliPath } from '../../support/cli.ts'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratch, snapshot, texts } from '../../unit/disk/scratch.ts'

buildFirst()

const here = Number.parseInt(process.versions.node, 10)
const running = nodeMajors.map((major) => ({
  major,
  program: major === here ? process.execPath : (nodeBinaries.get(major) ?? ''),
}))
for (const { major, program } of running) {
  if (program === '') console.warn(`Node ${major} is not here, its tests are skipped: see npm run test:nodes`)
}

const places = [
  { env: { TZ: 'UTC', LC_ALL: 'C' }, umask: '022' },
  { env: { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, umask: '077' },
]
const answers = [
  ...['x', '--preset', 'full', '--node', '22', '--pm', 'npm', '--no-install', '--no-git'],
  ...['--resource', 'items title:string isIn:boolean:optional', '--resource', 'people name:string:unique'],
]

for (const { major, program } of running) {
  test.skipIf(program === '')(
    `on Node ${major} the same answers give the same bytes, and the same document`,
    async () => {
      const [first, ...others] = await Promise.all(
        [{ program: process.execPath, ...places[0] }, ...places.map((place) => ({ program, ...place }))].map(make),
      )
      for (const { document, files } of others)
        expect({ document, files }).toEqual({ document: first?.document, files: first?.files })
      expect(Object.keys(first?.files ?? {}).length).toBeGreaterThan(50)
    },
  )

  test.skipIf(program === '')(`Node ${major} is the lowest of what it makes unasked`, async () => {
    const { stdout } = await execa(program, [cliPath, 'x', '--dry-run', '--json'], { cwd: scratch() })
    expect(JSON.parse(stdout).answers.node).toBe(major)
  })
}

test('the umask alone decides about modes', async () => {
  const modes = await Promise.all(['022', '077'].map(async (umask) => (await make({ umask })).modes))
  expect(modes.map((found) => [...found])).toEqual([
    ['file 644', 'folder 755'],
    ['file 600', 'folder 700'],
  ])
})

interface Making {
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  readonly umask?: string
}

async function make({ program = process.execPath, env = {}, umask = '022' }: Making) {
  const cwd = scratch()
  const { stdout } = await execa(
    'sh',
    ['-c', `umask ${umask}; exec "$@"`, 'sh', program, cliPath, ...answers, '--json'],
    {
      cwd,
      env: { ...plainEnvironment(), ...env },
      extendEnv: false,
    },
  )
  const modes = Object.values(snapshot(join(cwd, 'x'))).map((entry) => entry.split(' ').slice(0, 2).join(' '))
  return { document: stdout, files: texts(cwd), modes: new Set(modes.sort()) }
}
