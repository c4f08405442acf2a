import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { renderProject, textOf, writeProject } from '../../support/project.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'

const root = folderForFile()

const specification =
  'articles title:string(1..200) body:optional kind:enum=news,opinion:default=news rank:integer timestamps'

const answers = { ...answersFor(realPack, ['resource'], 20), resources: [parseSpecification(specification)] }

/** What the compiler must refuse, and what not, where there is a browser and no Node. */
const uses = `
import { createClient } from './client/client.ts'
const { articles } = createClient('https://example.com')
await articles.create({ title: 'a', rank: 1 })
await articles.create({ title: 'a', rank: 1, kind: 'opinion', body: 'b' })
const version = await articles.read(1)
const created: string = version.item.createdAt
await articles.update(version, { body: null, rank: 2 })
await articles.replace(version, version.item)
for await (const { kind } of articles.list({ minRank: 1, sort: '-createdAt', limit: 5 })) if (kind === created) break
// @ts-expect-error: the title has no default
await articles.create({ rank: 1 })
// @ts-expect-error: not a kind
await articles.create({ title: 'a', rank: 1, kind: 'poem' })
// @ts-expect-error: only an optional field can be removed
await articles.update(1, { title: null })
// @ts-expect-error: not a field
articles.list({ colour: 'red' })
// @ts-expect-error: not a field
articles.list({ sort: 'colour' })
// @ts-expect-error: the id is given by the server
await articles.update(1, { id: 2 })
`

test('the client has the types of the resources, and needs no Node', async () => {
  const project = renderProject(realPack, { name: 'client', answers })
  const { folder } = writeProject(project, root)
  writeFileSync(join(folder, 'uses.ts'), uses)
  const options = { ...JSON.parse(textOf(project, 'tsconfig.json')).compilerOptions, types: [], lib: ['es2023', 'dom'] }
  writeFileSync(join(folder, 'browser.json'), JSON.stringify({ compilerOptions: options, files: ['uses.ts'] }))
  const { output } = await run('node_modules/.bin/tsc', ['-p', join(folder, 'browser.json')])
  expect(output).toBe('')
})
