import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pictures } from '../../../scripts/picture/take-picture.ts'
import { hasTerminals } from '../../command/terminal/pseudo-terminal.ts'
import { buildFirst } from '../../support/cli.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

describe.each(Object.entries(pictures))('%s', (path, take) => {
  test.skipIf(!hasTerminals)('is what the command shows: run `npm run picture` when it is not', async () => {
    expect(await take(scratchFolder())).toBe(readFileSync(path, 'utf8'))
  })

  test('is in README.md, which says what is to be seen', () => {
    expect(readFileSync('README.md', 'utf8')).toMatch(new RegExp(`!\\[[^\\]]{40,}\\]\\(${path}\\)`))
  })
})
