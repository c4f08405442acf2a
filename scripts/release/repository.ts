import { refused } from './changelog.ts'

export interface Manifest {
  readonly version: string
  readonly repository?: unknown
}

/** The address of the repository for people. Throws a Failure unless package.json has it as npm wants it. */
export function repositoryIn({ repository }: Pick<Manifest, 'repository'>): string {
  const url = (repository as { readonly url?: unknown } | undefined)?.url
  const name = /^git\+https:\/\/github\.com\/([\w-]+\/[\w.-]+)\.git$/.exec(String(url))?.[1]
  if (name !== undefined) return `https://github.com/${name}`
  throw refused(
    'package.json: "repository" must be { "type": "git", "url": "git+https://github.com/OWNER/NAME.git" }, ' +
      'and name the repository that publishes: npm compares the two',
  )
}
