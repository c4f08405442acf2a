import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, watch } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildFirst, cli, cliPath } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { snapshot } from '../../unit/disk/scratch.ts'
import { makeProject } from '../verbs/made-project.ts'
import { randomNumbers } from './random-numbers.ts'

buildFirst()

/** `npm run test:kills` asks for more. */
const kills = Math.ceil(Number(process.env.KILLS ?? 16) / 2)
const seed = Number(process.env.KILL_SEED ?? 1)

const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const
const args = ['set', '--static-dir', 'web', '--node', '22', '--yes']

interface Place {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

test(`${kills} changes of a project killed at moments of seed ${seed} are made or not, and undo gives all back`, {
  timeout: 900_000,
}, async () => {
  const project = await makeProject('static,docs,health')
  project.edit('src/app.ts', /^export/m, '// mine\nexport')
  project.edit('public/index.html', '<body>', '<body data-mine>')
  const before = snapshot(project.folder)
  const copy = (): Place => {
    const cwd = scratchFolder()
    cpSync(project.folder, join(cwd, 'app'), { recursive: true })
    return { folder: join(cwd, 'app'), env: { XDG_STATE_HOME: join(cwd, 'state') } }
  }
  const whole = copy()
  const time = await timeOf(whole)
  const after = snapshot(whole.folder)
  expect(await cli(['undo'], { cwd: whole.folder, env: whole.env })).toMatchObject({ status: 0 })
  expect(snapshot(whole.folder)).toEqual(before)
  const random = randomNumbers(seed)
  for (let kill = 0; kill < kills; kill++) {
    const signal = signals[Math.floor(random() * signals.length)] ?? 'SIGKILL'
    const place = copy()
    const run = start(place)
    await Promise.race([run.changed, run.ended])
    await new Promise((resolve) => setTimeout(resolve, random() ** 2 * time))
    run.process.kill(signal)
    await run.ended
    const what = `kill ${kill} of seed ${seed}, ${signal}`
    const now = snapshot(place.folder)
    if (signal !== 'SIGKILL') expect([before, after], what).toContainEqual(now)
    const undone = await cli(['undo'], { cwd: place.folder, env: place.env })
    expect([0, 2], `${what}: ${undone.stderr}`).toContain(undone.status)
    expect(snapshot(place.folder), what).toEqual(before)
  }
})

function start({ folder, env }: Place) {
  const watcher = watch(folder)
  const child = spawn(process.execPath, [cliPath, ...args], {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: 'ignore',
  })
  const ended = once(child, 'close').finally(() => watcher.close())
  return { process: child, changed: once(watcher, 'change'), ended }
}

/** Milliseconds from the first change to the end. */
async function timeOf(place: Place): Promise<number> {
  const run = start(place)
  await run.changed
  const from = performance.now()
  expect(await run.ended).toEqual([0, null])
  return performance.now() - from
}
