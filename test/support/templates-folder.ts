import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { scratchFolder } from './scratch.ts'

/** A folder with these files, for the running test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder()
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}
