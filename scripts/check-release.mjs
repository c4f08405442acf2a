// Run by the release workflow ahead of all else: says what npm, or whoever reads the release, would stumble over.
import { readFileSync } from 'node:fs'

const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8'))
const { GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: name } = process.env
const url = `git+https://github.com/${name}.git`
const section = `## [${version}] - `

const faults = [
  tag === `v${version}` || `the tag is ${tag}, and package.json has ${version}: tag with npm run release`,
  repository?.url === url || `package.json: "repository.url" is ${repository?.url ?? 'missing'}, and must be ${url}`,
  readFileSync('CHANGELOG.md', 'utf8').includes(section) || `CHANGELOG.md has no section ${section}`,
].filter((fault) => fault !== true)

for (const fault of faults) console.error(`::error::${fault}`)
if (faults.length > 0) process.exitCode = 1
