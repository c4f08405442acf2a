import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { picturePath, takePicture } from './picture/take-picture.ts'

// `npm run picture` runs the command in a terminal, answers as a person would, and draws the screen for README.md.
const folder = mkdtempSync(join(tmpdir(), 'picture-'))
try {
  writeFileSync(picturePath, await takePicture(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
