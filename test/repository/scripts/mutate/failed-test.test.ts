import { symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { failedTest } from '../../../../scripts/mutate/failed-test.ts'
import { run } from '../../../support/run.ts'
import { scratchFolder } from '../../../support/scratch.ts'

test.each([
  ['the first test that failed', "test('fails', () => expect(1).toBe(2))", 'fails'],
  ['why a file could not be loaded', "import './nowhere.ts'", expect.stringContaining('nowhere.ts')],
])('%s is found in the report of vitest', async (_, body, name) => {
  const folder = scratchFolder()
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const imports = "import { expect, test } from 'vitest'\n"
  writeFileSync(join(folder, 'a.test.ts'), `${imports}test('passes', () => expect(1).toBe(1))\n`)
  writeFileSync(join(folder, 'b.test.ts'), `${imports}test('holds', () => expect(1).toBe(1))\n${body}\n`)
  const report = join(folder, 'report.json')
  const args = ['run', '--bail', '1', '--reporter', 'json', '--outputFile', report]
  const ended = await run(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), ...args], { cwd: folder })
  expect(ended.status, ended.output).toBe(1)
  const failed = failedTest(report)
  expect(failed?.file).toMatch(/[\\/]b\.test\.ts$/)
  expect(failed?.name).toEqual(name)
})

test('a report without a failure names none', () => {
  const folder = scratchFolder()
  const report = join(folder, 'report.json')
  const passed = { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'pending', fullName: 'waits' }] }
  writeFileSync(report, JSON.stringify({ testResults: [passed] }))
  expect(failedTest(report)).toBeUndefined()
})
