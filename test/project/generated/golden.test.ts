import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { goldenFolder, goldenTree, writtenTree } from '../../support/golden.ts'
import { realPack } from '../../support/real-pack.ts'

const presets = Object.keys(realPack.presets)
const remedy = 'what users get has changed: run `npm run golden`, and look at the diff of test/project/golden/'

test('there is a tree for each preset and no other', () => {
  expect(readdirSync(goldenFolder).sort(), remedy).toEqual([...presets].sort())
})

describe.each(presets)('preset %s', (preset) => {
  const [now, written] = [goldenTree(realPack, preset), writtenTree(preset)]

  test('has the files it had', () => {
    expect([...now.keys()], remedy).toEqual([...written.keys()])
  })

  test.each([...now.keys()])('%s is as it was', (path) => {
    expect(now.get(path), remedy).toBe(written.get(path))
  })
})
