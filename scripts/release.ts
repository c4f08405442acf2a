import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Failure } from '../src/model/failure.ts'
import { refused, releaseChangelog, versionsIn } from './release/changelog.ts'
import { type Manifest, repositoryIn } from './release/repository.ts'
import { checkVersion } from './release/version.ts'
import { tellFailure } from './workshop/tell.ts'

const changed = ['CHANGELOG.md', 'package.json', 'package-lock.json']

// `npm run release -- 0.2.0` makes the commit and the tag of a release, or changes nothing: see RELEASING.md.
await tellFailure(() => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8')
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  const version = checkVersion(process.argv[2], versionsIn(changelog), manifest.version)
  const tag = `v${version}`
  const repository = repositoryIn(manifest)
  if (git('status', '--porcelain') !== '') throw refused('the working tree is not clean: commit or stash what is there')
  if (git('tag', '--list', tag) !== '') throw refused(`the tag ${tag} is there already: take a greater version`)
  const released = releaseChangelog(changelog, version, new Date().toISOString().slice(0, 10), repository)

  try {
    writeFileSync('CHANGELOG.md', released)
    npm('version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts')
    git('commit', '--quiet', '--message', `Release ${version}`, '--', ...changed)
  } catch (error) {
    git('checkout', '--quiet', 'HEAD', '--', ...changed)
    throw new Failure('failed', 'the release was not committed, for the reason above; nothing was changed', {
      cause: error,
    })
  }
  git('tag', '--annotate', '--message', `Release ${version}`, tag)
  console.log(`Committed and tagged ${tag}. To publish it: git push --atomic origin HEAD ${tag}`)
})

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' })
}

function npm(...args: readonly string[]): void {
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
}
