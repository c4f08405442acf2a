import { readFileSync, writeFileSync } from 'node:fs'
import { readPack } from '../src/pack/read-pack.ts'
import { behavioursPage, behavioursPath } from './behaviours-page.ts'
import { documents, fillSections } from './readme-sections.ts'

// `npm run docs` writes the sections of README.md and templates/README.md that follow from the manifests and templates,
// and docs/http-behaviours.md, which follows from the tests.
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const pack = readPack('templates', version)
for (const path of Object.keys(documents)) writeFileSync(path, fillSections(path, readFileSync(path, 'utf8'), pack))
writeFileSync(behavioursPath, behavioursPage())
