import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { picturePath, takePicture } from '../../scripts/picture/take-picture.ts'
import { buildFirst } from '../support/cli.ts'
import { scratchFolder } from '../support/scratch.ts'
import { hasTerminals } from '../terminal/pseudo-terminal.ts'

buildFirst()

test.skipIf(!hasTerminals)(
  "README.md's picture is what the command shows: run `npm run picture` when it is not",
  async () => {
    expect(await takePicture(scratchFolder())).toBe(readFileSync(picturePath, 'utf8'))
  },
)

test('README.md shows it, and says what is to be seen', () => {
  expect(readFileSync('README.md', 'utf8')).toMatch(new RegExp(`!\\[[^\\]]{40,}\\]\\(${picturePath}\\)`))
})
