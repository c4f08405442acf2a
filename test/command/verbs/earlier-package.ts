import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Fragment, TemplateFile } from '../../../src/model/pack.ts'
import { joinTemplates, packFrom, splitTemplates, templatesOf } from '../../../src/pack/published-pack.ts'

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
  const unpack = (name: string) => String(brotliDecompressSync(readFileSync(join(folder, 'dist', name))))
  // As small as can be takes a second.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1 }
  const publish = (name: string, text: string) =>
    writeFileSync(join(folder, 'dist', name), brotliCompressSync(text, { params }))
  const pack = JSON.parse(unpack('pack.json.br')) as Parameters<typeof packFrom>[0]
  const places = templatesOf(packFrom(pack)).map(placeOf)
  const all = [...splitTemplates(unpack('templates.br'))]
  for (const [template, edit] of Object.entries(texts)) {
    const found = all[places.indexOf(template)]
    if (!found?.isFixed) throw new Error(`${template} is not the same in every project`)
    all[places.indexOf(template)] = { text: edit(found.text), isFixed: true }
  }
  const renamed = new Map<string, string>()
  const features = pack.features.map((feature) => ({
    ...feature,
    files: feature.files.map((target) => {
      const pathOf = (name: string) => `templates/${feature.folder}/files/${name}.hbs`
      const before = targets[pathOf(target)] ?? target
      renamed.set(pathOf(before), pathOf(target))
      return before
    }),
  }))
  const earlier = { ...pack, version, features }
  // Templates are published in the order of their targets.
  const ordered = templatesOf(packFrom(earlier)).map((file) => {
    const place = placeOf(file)
    return all[places.indexOf(renamed.get(place) ?? place)]
  })
  publish('templates.br', joinTemplates(ordered.flatMap((template) => template ?? [])))
  publish('pack.json.br', JSON.stringify(earlier))
  const manifest = { name: 'create-raw-http-app', version, bin: 'dist/cli.js', type: 'module', files: ['dist'] }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

/** The path of a file, or of a fragment with its slot: one file has several. */
function placeOf(file: TemplateFile | Fragment): string {
  return 'slot' in file ? `${file.path} ${file.slot}` : file.path
}
