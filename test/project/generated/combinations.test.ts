import { beforeAll, describe, expect, test } from 'vitest'
import { type Complaints, compile } from '../../support/compile.ts'
import { lint } from '../../support/lint.ts'
import { linkModules, renderProject, writeProject } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { examples } from './mixtures.ts'

const root = folderForFile()
const names = examples.map(({ name }) => name)
let compiler: Complaints
let linter: Complaints

beforeAll(async () => {
  linkModules(root, 20)
  const written = examples.map((combination) => writeProject(renderProject(realPack, combination), root))
  linter = await lint(`${root}/.lint`, written)
  compiler = await compile(root, written, false)
}, 400_000)

describe('is clean by the formatter and the linter', () => {
  test.each(names)('%s', (name) => {
    expect(linter.get(name) ?? []).toEqual([])
  })
})

describe('type-checks under its own strict settings', () => {
  test.each(names)('%s', (name) => {
    expect(compiler.get(name) ?? []).toEqual([])
  })
})
