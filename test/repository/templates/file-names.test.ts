import { expect, test } from 'vitest'
import { render } from '../../../src/render/render.ts'
import { everything, realPack } from '../../support/real-pack.ts'

const paths = [...render(realPack, everything(realPack, 20)).keys()]

test('no two files differ by case alone: most disks of macOS and Windows would keep one', () => {
  const folded = paths.map((path) => path.toLowerCase())
  expect(folded.filter((path, index) => folded.indexOf(path) !== index)).toEqual([])
})

test('file names are short enough for a project deep in a Windows folder', () => {
  expect(paths.filter((path) => path.length > 80)).toEqual([])
})
