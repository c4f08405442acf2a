import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pictures } from './picture/take-picture.ts'

// `npm run picture` runs the command in a terminal, answers as a person would, and draws the screens for README.md.
for (const [path, take] of Object.entries(pictures)) {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'))
  try {
    writeFileSync(path, await take(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
