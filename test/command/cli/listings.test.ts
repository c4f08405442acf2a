import { expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { buildFirst, cli, filesBelow } from '../../support/cli.ts'
import { realPack } from '../../support/real-pack.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

test('features lists what there is, as text and as one JSON document, and writes nothing', async () => {
  const cwd = scratchFolder()
  const text = await cli(['features'], { cwd })
  const json = await cli(['features', '--json'], { cwd })
  expect({ text: text.status, json: json.status, files: filesBelow(cwd) }).toEqual({ text: 0, json: 0, files: {} })
  const ids = choosable(realPack).map(({ id }) => id)
  for (const id of ids) expect(text.stdout).toContain(`\n  ${id} `)
  expect(JSON.parse(json.stdout).features.map(({ id }: { id: string }) => id)).toEqual(ids.sort())
})

test.each(['bash', 'zsh', 'fish'])('completion %s prints a script that knows every feature', async (shell) => {
  const cwd = scratchFolder()
  const { status, stdout, stderr } = await cli(['completion', shell], { cwd })
  expect({ status, stderr, files: filesBelow(cwd) }).toEqual({ status: 0, stderr: '', files: {} })
  for (const { id } of choosable(realPack)) expect(stdout).toContain(shell === 'fish' ? `-l no-${id} ` : `--no-${id}`)
})

test('what npm kept of the words is told for these as well', async () => {
  const env = { npm_config_json: 'true' }
  const { status, stderr } = await cli(['features'], { cwd: scratchFolder(), env })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('raw-http-app features -- --json') })
})

test('a directory of such a name is made where its path says that it is one', async () => {
  const cwd = scratchFolder()
  const args = ['./features', '--preset', 'minimal', '--no-install', '--no-git', '--json']
  const { status, stdout } = await cli(args, { cwd })
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ name: 'features', command: expect.stringContaining(' ./features -- ') })
  expect(Object.keys(filesBelow(cwd))).toContain('features/package.json')
})
