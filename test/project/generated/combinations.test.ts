import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Complaints } from '../../support/compile.ts'
import { lint } from '../../support/lint.ts'
import { renderProject } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { examples } from './mixtures.ts'
import { typeCheck } from './type-check.ts'

const root = folderForFile()
const names = examples.map(({ name }) => name)
let compiler: Complaints
let linter: Complaints

beforeAll(async () => {
  const rendered = examples.map((combination) => renderProject(realPack, combination))
  linter = await lint(join(root, 'lint'), rendered)
  compiler = await typeCheck(join(root, 'types'), examples, 20)
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
