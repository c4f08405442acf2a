import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
  change(join(folder, 'dist/texts.json'), (all: Record<string, string>) => {
    for (const [template, edit] of Object.entries(texts)) {
      if (all[template] === undefined) throw new Error(`${template} is not the same in every project`)
      all[template] = edit(all[template])
    }
  })
  change(join(folder, 'dist/pack.json'), (pack: PackData) => {
    pack.version = version
    for (const file of pack.features.flatMap(({ files }) => files)) file.target = targets[file.path] ?? file.target
  })
  const manifest = { name: 'create-raw-http-app', version, bin: 'dist/cli.js', type: 'module', files: ['dist'] }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

interface PackData {
  version: string
  readonly features: readonly { readonly files: readonly { readonly path: string; target: string }[] }[]
}

function change<Json>(path: string, edit: (json: Json) => void): void {
  const json = JSON.parse(readFileSync(path, 'utf8'))
  edit(json)
  writeFileSync(path, JSON.stringify(json))
}
