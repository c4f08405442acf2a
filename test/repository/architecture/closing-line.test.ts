import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((state) => ({ status: state })),
})
const report = (passed: number, failed: number, skipped: number, testResults: object[]) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults,
  })

test.each<[string, string, number, string]>([
  ['all is well', report(12, 0, 0, [file('passed', 'passed')]), 0, '12 passed, 0 failed'],
  ['some tests are skipped', report(12, 0, 3, [file('passed', 'passed')]), 0, '12 passed, 0 failed, 3 skipped'],
  ['tests fail', report(10, 2, 0, [file('failed', 'failed', 'failed')]), 1, '10 passed, 2 failed'],
  ['a file does not load', report(10, 0, 0, [file('failed'), file('passed', 'passed')]), 1, '10 passed, 1 failed'],
  ['the run fails beside its tests', report(10, 0, 0, [file('passed', 'passed')]), 1, '10 passed, 1 failed'],
  ['nothing was run', '', 1, '0 passed, 1 failed'],
])('the closing line is true where %s', async (_, text, status, line) => {
  const path = join(scratchFolder(), 'report.json')
  writeFileSync(path, text)
  expect(await run(process.execPath, ['.ci/count.mjs', path, String(status)])).toEqual({ status: 0, output: line })
})

test('what is skipped is listed by reason, before the closing line', async () => {
  const path = join(scratchFolder(), 'report.json')
  const skippedIn = (name: string, ...tests: string[]) => ({ name, ...file('passed', ...tests) })
  const files = [
    skippedIn('/a/test/project/external-checks/pages.test.ts', 'skipped', 'passed', 'skipped'),
    skippedIn('/a/test/unit/disk/leftovers.test.ts', 'pending'),
    skippedIn('/a/test/project/external-checks/cors-in-browser.test.ts', 'skipped'),
  ]
  writeFileSync(path, report(1, 0, 4, files))
  const { output } = await run(process.execPath, ['.ci/count.mjs', path, '0'])
  expect(output.split('\n')).toEqual([
    '3 skipped: no browser: apt-get install chromium',
    '1 skipped: not on this system, or not as this user',
    '1 passed, 0 failed, 4 skipped',
  ])
})
