import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

const env = { GITHUB_REF_NAME: 'v1.2.0', GITHUB_REPOSITORY: 'someone/something' }
const repository = { url: 'git+https://github.com/someone/something.git' }
const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2030-01-02\n'

test.each<[string, object, string, readonly string[]]>([
  ['all in order', { version: '1.2.0', repository }, changelog, []],
  ['another version', { version: '1.1.0', repository }, `${changelog}\n## [1.1.0] - x`, ['the tag is v1.2.0']],
  ['no repository', { version: '1.2.0' }, changelog, ['"repository.url" is missing, and must be git+https:']],
  [
    'another repository',
    { version: '1.2.0', repository: { url: 'git+https://github.com/other/something.git' } },
    changelog,
    ['"repository.url" is git+https://github.com/other/something.git, and must be git+https://github.com/someone/'],
  ],
  ['no section', { version: '1.2.0', repository }, '# Changelog\n\n## [Unreleased]\n', ['has no section ## [1.2.0]']],
  ['nothing in order', { version: '1.1.0' }, '', ['the tag is', '"repository.url"', 'has no section']],
])('%s', async (_, manifest, text, faults) => {
  const cwd = scratchFolder()
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(cwd, 'CHANGELOG.md'), text)
  const { status, output } = await run(process.execPath, [resolve('scripts/check-release.mjs')], { cwd, env })
  expect(status).toBe(faults.length === 0 ? 0 : 1)
  const lines = output.split('\n').filter((line) => line !== '')
  expect(lines).toEqual(faults.map((fault) => expect.stringMatching(`^::error::.*${escaped(fault)}`)))
})

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
