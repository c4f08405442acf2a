import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../../support/run.ts'
import { scratchFolder } from '../../../support/scratch.ts'

const manifest = {
  name: 'something',
  version: '0.1.0',
  repository: { type: 'git', url: 'git+https://github.com/someone/something.git' },
}
const lock = { name: 'something', version: '0.1.0', lockfileVersion: 3, packages: { '': manifest } }
const changelog = '# Changelog\n\n## [Unreleased]\n\n- A door.\n\n## [0.1.0] - 2029-01-02\n\n- A wall.\n'

let cwd = ''
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim()
const write = (name: string, content: string | object) =>
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
const commit = () => git('commit', '--quiet', '--all', '--message', 'Change')
const release = (...args: readonly string[]) =>
  run(process.execPath, [resolve('scripts/run.mjs'), 'scripts/release.ts', ...args], { cwd })

/** All that a release could change. */
const state = () => ({ head: git('rev-parse', 'HEAD'), tags: git('tag'), status: git('status', '--porcelain') })

beforeEach(() => {
  cwd = scratchFolder()
  git('init', '--quiet')
  for (const [key, value] of [
    ['user.name', 'Somebody'],
    ['user.email', 'somebody@example.com'],
  ] as const)
    git('config', key, value)
  write('package.json', manifest)
  write('package-lock.json', lock)
  write('CHANGELOG.md', changelog)
  git('add', '.')
  git('commit', '--quiet', '--message', 'Begin')
})

test('a release is one commit and a tag on it, with the version wherever it stands', async () => {
  const { status, output } = await release('0.2.0')
  expect({ status, output }).toEqual({
    status: 0,
    output: 'Committed and tagged v0.2.0. To publish it: git push --atomic origin HEAD v0.2.0',
  })
  expect(git('log', '--format=%s')).toBe('Release 0.2.0\nBegin')
  expect(git('rev-parse', 'v0.2.0^{commit}')).toBe(git('rev-parse', 'HEAD'))
  expect(git('status', '--porcelain')).toBe('')
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8')
  expect(JSON.parse(read('package.json')).version).toBe('0.2.0')
  expect(JSON.parse(read('package-lock.json'))).toMatchObject({
    version: '0.2.0',
    packages: { '': { version: '0.2.0' } },
  })
  expect(read('CHANGELOG.md')).toMatch(/^## \[Unreleased\]\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n- A door\.$/m)
  expect(read('CHANGELOG.md')).toContain('[0.2.0]: https://github.com/someone/something/compare/v0.1.0...v0.2.0\n')
})

describe('refused, with nothing changed', () => {
  test.each<[string, string, () => void, string]>([
    ['a version that is not greater', '0.1.0', () => undefined, '0.1.0 is not greater than 0.1.0'],
    ['no entry', '0.2.0', () => write('CHANGELOG.md', changelog.replace('- A door.\n\n', '')), 'has no entry under'],
    ['no repository', '0.2.0', () => write('package.json', { ...manifest, repository: undefined }), '"repository"'],
    [
      'a repository that npm cannot compare',
      '0.2.0',
      () => write('package.json', { ...manifest, repository: { type: 'git', url: 'https://example.com/x.git' } }),
      'git+https://github.com/OWNER/NAME.git',
    ],
    ['a tag that is there', '0.2.0', () => git('tag', 'v0.2.0'), 'the tag v0.2.0 is there already'],
  ])('%s', async (_, version, prepare, message) => {
    prepare()
    if (git('status', '--porcelain') !== '') commit()
    const before = state()
    const { status, output } = await release(version)
    expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining(message) })
    expect(state()).toEqual(before)
  })

  test('a commit that a hook refuses', async () => {
    write('.git/hooks/pre-commit', '#!/bin/sh\necho not today >&2; exit 1\n')
    chmodSync(join(cwd, '.git/hooks/pre-commit'), 0o755)
    const before = state()
    const { status, output } = await release('0.2.0')
    expect({ status, output }).toEqual({ status: 1, output: expect.stringMatching(/^not today\nthe release was not/) })
    expect(state()).toEqual(before)
  })

  test('a working tree with something in it', async () => {
    write('new.txt', 'x')
    const before = state()
    const { status, output } = await release('0.2.0')
    expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('not clean') })
    expect(state()).toEqual(before)
  })
})
