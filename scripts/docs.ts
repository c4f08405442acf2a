import { readFileSync, writeFileSync } from 'node:fs'
import { readPack } from '../src/pack/read-pack.ts'
import { fillSections } from './readme-sections.ts'

// `npm run docs` writes the sections of README.md that follow from the manifests and templates.
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
writeFileSync('README.md', fillSections(readFileSync('README.md', 'utf8'), readPack('templates', version)))
