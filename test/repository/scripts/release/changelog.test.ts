import { describe, expect, test } from 'vitest'
import { releaseChangelog, versionsIn } from '../../../../scripts/release/changelog.ts'

const repository = 'https://github.com/someone/something'
const release = (changelog: string) => releaseChangelog(changelog, '0.3.0', '2030-01-02', repository)

describe('a release moves what is unreleased into a section of its own', () => {
  test('the first one', () => {
    expect(release('# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n- A door.\n')).toBe(
      '# Changelog\n\nWords.\n\n## [Unreleased]\n\n## [0.3.0] - 2030-01-02\n\n### Added\n\n- A door.\n\n' +
        `[Unreleased]: ${repository}/compare/v0.3.0...HEAD\n[0.3.0]: ${repository}/releases/tag/v0.3.0\n`,
    )
  })

  test('a later one, with links anew and the sections before it as they were', () => {
    const before =
      '# Changelog\n\n## [Unreleased]\n\n- A window.\n\n## [0.2.0] - 2029-01-02\n\n- A [door].\n\n## [0.1.0] - 2028-01-02\n\n' +
      '- A wall.\n\n[door]: https://example.com/door\n[Unreleased]: https://example.com/x\n[0.2.0]: https://example.com/y\n'
    expect(release(before)).toBe(
      '# Changelog\n\n## [Unreleased]\n\n## [0.3.0] - 2030-01-02\n\n- A window.\n\n## [0.2.0] - 2029-01-02\n\n- A [door].\n\n' +
        '## [0.1.0] - 2028-01-02\n\n- A wall.\n\n[door]: https://example.com/door\n\n' +
        `[Unreleased]: ${repository}/compare/v0.3.0...HEAD\n[0.3.0]: ${repository}/compare/v0.2.0...v0.3.0\n` +
        `[0.2.0]: ${repository}/compare/v0.1.0...v0.2.0\n[0.1.0]: ${repository}/releases/tag/v0.1.0\n`,
    )
  })
})

test('versions are read newest first', () => {
  expect(versionsIn('## [Unreleased]\n\n## [0.2.0] - x\n\n## [0.1.10] - x\n')).toEqual(['0.2.0', '0.1.10'])
})

test.each([
  ['nothing unreleased', '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - x\n\n- A door.\n', 'has no entry under'],
  ['headings alone', '# Changelog\n\n## [Unreleased]\n\n### Added\n', 'has no entry under'],
  ['no place for it', '# Changelog\n\n## [0.2.0] - x\n\n- A door.\n', 'must stand there once'],
  ['two places for it', '## [Unreleased]\n\n- A door.\n\n## [Unreleased]\n', 'must stand there once'],
])('%s is refused', (_, changelog, message) => {
  expect(() => release(changelog)).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }),
  )
})
