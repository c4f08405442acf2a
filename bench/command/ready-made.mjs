// The floor of the command: reads a project that was rendered before, as one JSON document, and writes its files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [, , project, target] = process.argv
const files = JSON.parse(readFileSync(project, 'utf8'))
for (const folder of new Set(Object.keys(files).map(dirname))) mkdirSync(join(target, folder), { recursive: true })
for (const [path, text] of Object.entries(files)) writeFileSync(join(target, path), text, { flag: 'wx' })
process.stdout.write(`Wrote ${Object.keys(files).length} files to ${target}\n`)
