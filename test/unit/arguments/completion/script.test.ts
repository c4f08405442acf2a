import { describe, expect, test } from 'vitest'
import { completedShells } from '../../../../src/model/listing.ts'
import { canComplete, completionsIn } from './shells.ts'

describe.each(completedShells)('in %s', (shell) => {
  test.skipIf(!canComplete(shell)).each<[string, readonly string[]]>([
    ['--pres', ['--preset']],
    ['--web-m', ['--web-mood', '--web-motto']],
    ['--no-r', ['--no-root']],
    ['--preset ', ['most', 'none', 'usual']],
    ['--preset=mo', ['--preset=most']],
    ['--web-mood w', ['wild']],
    ['--features ro', ['root']],
    ['--features root,t', ['root,tree', 'root,trunk']],
    ['--features tree,t', ['tree,trunk']],
    ['x --pm b', ['bun']],
    ['--config a', ['answers.json']],
    ['m', ['my shop']],
    ['--preset none com', ['completion']],
    ['completion ', ['bash', 'fish', 'zsh']],
    ['features --j', ['--json']],
    ['che', ['check']],
    ['check m', ['my shop']],
    ['x --dry', ['--dry-run']],
    ['rem', ['remove']],
    ['add ro', ['root']],
    ['add root tr', ['tree', 'trunk']],
    ['remove we', ['web']],
    ['explain a', ['answers.json']],
    ['upgrade --bas', ['--base', '--base-pack']],
    ['add root --conflicts f', ['files']],
  ])('%s', async (line, expected) => {
    expect(await completionsIn(shell, `create-raw-http-app ${line}`)).toEqual(expected)
  })
})
