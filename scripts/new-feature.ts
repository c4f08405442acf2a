import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { wrongRequest } from '../src/model/failure.ts'
import type { Pack } from '../src/model/pack.ts'
import { joinPacks } from '../src/pack/join-packs.ts'
import { newFeature } from './workshop/new-feature.ts'
import { readTemplates, templatesFolder } from './workshop/request.ts'
import { tellFailure } from './workshop/tell.ts'

// `npm run new-feature -- maintenance` makes templates/features/maintenance/, which passes every check from the start.
// `-- maintenance --pack own` makes own/maintenance/.
await tellFailure(() => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { pack: { type: 'string' } } })
  const [id, surplus] = positionals
  if (id === undefined || surplus !== undefined) {
    throw wrongRequest('name one feature: npm run new-feature -- maintenance')
  }
  const parent = values.pack ?? join(templatesFolder, 'features')
  const folder = join(parent, id)
  const schemas = relative(folder, templatesFolder).replaceAll('\\', '/')
  for (const [path, text] of newFeature(id, knownFeatures(values.pack), schemas)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { flag: 'wx' })
    console.log(join(folder, path))
  }
  const pack = values.pack === undefined ? '' : `--pack ${values.pack} `
  console.log(`\nTry it, and see it again on every change:  npm run try -- ${pack}--features ${id}`)
  if (values.pack === undefined)
    console.log('Put it into README.md and test/project/golden/:    npm run docs && npm run golden')
})

/** Our features, and those that are in the folder already. */
function knownFeatures(folder: string | undefined): Pack {
  const ours = readTemplates()
  const isPack =
    folder !== undefined &&
    existsSync(folder) &&
    readdirSync(folder).some((name) => existsSync(join(folder, name, 'feature.json')))
  return isPack ? joinPacks(ours, [folder], process.cwd()) : ours
}
