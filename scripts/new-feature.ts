import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { wrongRequest } from '../src/model/failure.ts'
import { newFeature } from './workshop/new-feature.ts'
import { readTemplates, templatesFolder } from './workshop/request.ts'
import { tellFailure } from './workshop/tell.ts'

// `npm run new-feature -- maintenance` makes templates/maintenance/, which passes every check from the start.
await tellFailure(() => {
  const [id, surplus] = process.argv.slice(2)
  if (id === undefined || surplus !== undefined) {
    throw wrongRequest('name one feature: npm run new-feature -- maintenance')
  }
  const folder = join(templatesFolder, id)
  for (const [path, text] of newFeature(id, readTemplates())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { flag: 'wx' })
    console.log(join(folder, path))
  }
  console.log(`
Try it, and see it anew on every change:  npm run try -- --features ${id}
Put it into README.md and test/golden/:   npm run docs && npm run golden`)
})
