import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { complaintsOfCompiler, complaintsOfLinter, complaintsOfTests } from '../../../../scripts/workshop/complaints.ts'
import { run } from '../../../support/run.ts'
import { scratchFolder } from '../../../support/scratch.ts'

const failing = `import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

interface Pot {
  spouts: string
}

test('works', () => {})
test('fails in a function', () => check({ spouts: '1' }))
describe('inner', () => {
  test('throws later', async () => {
    await Promise.resolve()
    throw new TypeError('a lid is missing')
  })
})
test('never ends', { timeout: 20 }, () => new Promise((resolve) => setTimeout(resolve, 300)))

function check(pot: Pot) {
  assert.equal(pot.spouts, '2')
}
`

/** A project of one file of tests, three of which fail, compiled with source maps. */
function projectOfTests(): string {
  const folder = scratchFolder()
  mkdirSync(join(folder, 'test'))
  writeFileSync(join(folder, 'test/pot.test.ts'), failing)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const compilerOptions = { types: ['node'], module: 'nodenext', target: 'es2023', rootDir: '.', inlineSourceMap: true }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  execFileSync(resolve('node_modules/.bin/tsc'), ['--outDir', '.tests'], { cwd: folder })
  return folder
}

describe('failed tests are found at the first line of their own', () => {
  test.each(['tap', 'spec'])('in what the reporter %s prints', async (reporter) => {
    const folder = projectOfTests()
    const args = ['--enable-source-maps', '--test', `--test-reporter=${reporter}`, '.tests/test/pot.test.js']
    const { status, output } = await run(process.execPath, args, { cwd: folder })
    expect(status).toBe(1)
    const complaints = complaintsOfTests(output, folder)
    expect(complaints).toEqual(
      expect.arrayContaining([
        {
          path: 'test/pot.test.ts',
          line: 19,
          message: expect.stringMatching(/^test "fails in a function": Expected values to be strictly equal:/),
        },
        { path: 'test/pot.test.ts', line: 13, message: 'test "throws later": a lid is missing' },
        { path: 'test/pot.test.ts', line: 16, message: 'test "never ends": test timed out after 20ms' },
      ]),
    )
    expect(complaints.map(({ message }) => message).join()).not.toMatch(/"works"|"inner"/)
  })
})

test('complaints of the compiler', () => {
  const output = [
    "src/app.ts(12,5): error TS2304: Cannot find name 'corz'.",
    "  Did you mean 'cors'?",
    'test\\http.test.ts(3,1): error TS6133: unused',
    'Found 2 errors.',
  ]
  expect(complaintsOfCompiler(output.join('\n'))).toEqual([
    { path: 'src/app.ts', line: 12, message: "TS2304: Cannot find name 'corz'." },
    { path: 'test/http.test.ts', line: 3, message: 'TS6133: unused' },
  ])
})

test.each(['src/app.ts', '/tmp/my-api/src/app.ts'])('complaints of the linter about %s', (file) => {
  const output = `::error title=lint/style/useConst,file=${file},line=4,endLine=4,col=1,endColumn=4::Use const.\nrest`
  expect(complaintsOfLinter(output, '/tmp/my-api')).toEqual([
    { path: 'src/app.ts', line: 4, message: 'lint/style/useConst: Use const.' },
  ])
})
