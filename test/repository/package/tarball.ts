import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../support/run.ts'

/** Packs the package as `npm publish` would, into a folder; gives the path of the tarball. */
export async function packInto(folder: string): Promise<string> {
  const { status, output } = await run('npm', ['pack', '--pack-destination', folder])
  if (status !== 0) throw new Error(output)
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
}

/** The paths in a tarball of npm's, below its `package/`, sorted. */
export function filesIn(tarball: string): readonly string[] {
  const listed = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n')
  return listed.map((path) => path.replace(/^package\//, '')).sort()
}

export function textIn(tarball: string, path: string): string {
  return execFileSync('tar', ['-xzOf', tarball, `package/${path}`], { encoding: 'utf8', maxBuffer: 1e8 })
}
