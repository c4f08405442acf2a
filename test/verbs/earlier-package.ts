import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { packFrom, templatesOf } from '../../src/pack/published-pack.ts'

/** What an earlier version had in place of what is there now. */
export interface Earlier {
  readonly version: string
  /** Lines of templates that are the same in every project, by template. */
  readonly texts?: Readonly<Record<string, (text: string) => string>>
  /** Other output paths, by template. */
  readonly targets?: Readonly<Record<string, string>>
}

/** Makes the package of an earlier version from the built one, in a folder of its own. */
export function makeEarlierPackage(folder: string, { version, texts = {}, targets = {} }: Earlier): string {
  mkdirSync(folder)
  cpSync('dist', join(folder, 'dist'), { recursive: true })
  const packFile = join(folder, 'dist/pack.json')
  const pack = JSON.parse(readFileSync(packFile, 'utf8')) as Parameters<typeof packFrom>[0]
  const paths = templatesOf(packFrom(pack)).map(({ path }) => path)
  const templatesFile = join(folder, 'dist/templates.json.br')
  const all = JSON.parse(String(brotliDecompressSync(readFileSync(templatesFile)))) as (string | object)[]
  for (const [template, edit] of Object.entries(texts)) {
    const text = all[paths.indexOf(template)]
    if (typeof text !== 'string') throw new Error(`${template} is not the same in every project`)
    all[paths.indexOf(template)] = edit(text)
  }
  writeFileSync(templatesFile, brotliCompressSync(JSON.stringify(all)))
  const features = pack.features.map((feature) => ({
    ...feature,
    files: feature.files.map((target) => targets[`templates/${feature.folder}/files/${target}.hbs`] ?? target),
  }))
  writeFileSync(packFile, JSON.stringify({ ...pack, version, features }))
  const manifest = { name: 'create-raw-http-app', version, bin: 'dist/cli.js', type: 'module', files: ['dist'] }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}
