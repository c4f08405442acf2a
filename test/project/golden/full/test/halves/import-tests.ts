import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

/** Imports every second file of tests: two processes share them, as one for each file would load all sources again. */
export async function importTests(first: 0 | 1): Promise<void> {
  const folder = join(import.meta.dirname, '..')
  const ending = `.test${extname(import.meta.filename)}`
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending))
  for (const [index, name] of names.sort().entries()) {
    if (index % 2 !== first) continue
    try {
      await import(pathToFileURL(join(folder, name)).href)
    } catch (error) {
      // It fails as a test, and the other files are run all the same.
      test(name, () => Promise.reject(error))
    }
  }
}
