import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the test's own, gone when it has finished. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'raw-http-disk-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files (a name that ends in a slash is an empty folder) and hands back their folder. */
export function lay(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  mkdirSync(folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path)
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(place, content)
  }
  return folder
}

/** Everything below a folder, with modes and contents: equal means untouched. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    names.map((name) => {
      const entry = lstatSync(join(folder, name))
      const mode = (entry.mode & 0o7777).toString(8)
      if (entry.isSymbolicLink()) return [name, `link to ${readlinkSync(join(folder, name))}`]
      if (entry.isFile()) return [name, `file ${mode} ${readFileSync(join(folder, name)).toString('base64')}`]
      return [name, `folder ${mode}`]
    }),
  )
}

/** The files below a folder, as text. */
export function texts(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    lstatSync(join(folder, name)).isFile(),
  )
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
