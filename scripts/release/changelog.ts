import { Failure } from '../../src/model/failure.ts'

const unreleased = '## [Unreleased]'
const versionHeading = /^## \[(\d+\.\d+\.\d+)\]/gm
const versionLink = /^\[(?:Unreleased|\d+\.\d+\.\d+)\]: .*\n?/gm

/** The released versions that a changelog has sections for, newest first. */
export function versionsIn(changelog: string): readonly string[] {
  return [...changelog.matchAll(versionHeading)].map(([, version = '']) => version)
}

/**
 * Moves what is under [Unreleased] into a section of its own, and makes the links of all sections anew. Throws a Failure
 * where there is nothing to move.
 */
export function releaseChangelog(changelog: string, version: string, date: string, repository: string): string {
  const [head, ...rest] = changelog.replaceAll('\r\n', '\n').replaceAll(versionLink, '').split(`${unreleased}\n`)
  if (rest.length !== 1) throw refused(`CHANGELOG.md: "${unreleased}" must stand there once, as a line of its own`)
  const [entries = '', ...sections] = (rest[0] ?? '').split(/^(?=## )/m)
  if (!/^- \S/m.test(entries)) {
    throw refused(`CHANGELOG.md has no entry under ${unreleased}: say there what ${version} brings its users`)
  }
  const section = `## [${version}] - ${date}\n\n${entries.trim()}\n\n`
  const text = `${head}${unreleased}\n\n${section}${sections.join('')}`.trimEnd()
  return `${text}\n\n${linksFor(versionsIn(text), repository)}`
}

function linksFor(versions: readonly string[], repository: string): string {
  const compared = versions.map((version, index) => {
    const before = versions[index + 1]
    const path = before === undefined ? `releases/tag/v${version}` : `compare/v${before}...v${version}`
    return `[${version}]: ${repository}/${path}\n`
  })
  return [`[Unreleased]: ${repository}/compare/v${versions[0]}...HEAD\n`, ...compared].join('')
}

export function refused(message: string): Failure {
  return new Failure('wrongRequest', message)
}
