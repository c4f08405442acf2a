import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkProject } from '../../../src/finish/check-project.ts'
import { machinePath, scratch, withPrograms } from './programs.ts'

const signal = new AbortController().signal
const env = (script: string) => ({ ...withPrograms({ npm: script }, machinePath) })

function installed(): string {
  const folder = scratch()
  mkdirSync(join(folder, 'node_modules/typescript'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "scripts": { "check": "tsc" } }')
  return folder
}

test.each<[string, string, object]>([
  ['passes', 'echo fine', { failures: [] }],
  ['reports errors', 'echo "src/a.ts(1,2): error TS1: Odd."; exit 2', { failures: ['src/a.ts:1: Odd'] }],
  ['fails in another way', 'echo "error: broken" >&2; exit 1', { failures: ['broken'] }],
])('a check that %s', async (_, script, expected) => {
  expect(await checkProject(installed(), 'npm', { env: env(script), signal })).toEqual(expected)
})

test('a check that cannot be run is not one that passes', async () => {
  expect(await checkProject(installed(), 'npm', { env: withPrograms({}), signal })).toEqual({
    failures: [],
    unchecked: 'npm was not found',
  })
  expect(await checkProject(scratch(), 'npm', { env: env('exit 1'), signal })).toEqual({
    failures: [],
    unchecked: 'its packages are not installed',
  })
})

test('a check that does not end is ended', async () => {
  const options = { env: env('sleep 60'), signal, limitMs: 500 }
  expect(await checkProject(installed(), 'npm', options)).toEqual({
    failures: ['the script "check" was ended after 0.5 seconds'],
  })
})

test('a check that its user cancels is neither passed nor failed', async () => {
  const reason = new Error('cancelled')
  const controller = new AbortController()
  const checked = checkProject(installed(), 'npm', { env: env('sleep 60'), signal: controller.signal })
  controller.abort(reason)
  await expect(checked).rejects.toBe(reason)
})
