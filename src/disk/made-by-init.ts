import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject, isUntouchedInit, type JsonObject } from './init-package.ts'

const longestText = 10_000

/** The entries of a directory that `npm init -y`, `pnpm init` or `yarn init` wrote and nobody has changed since. */
export function madeByInit(root: string): ReadonlySet<string> {
  const json = parse(textOf(root, 'package.json'))
  if (json === undefined || !isUntouchedInit(json)) return new Set()
  const isModernYarn = typeof json.packageManager === 'string' && json.packageManager.startsWith('yarn@')
  return new Set(['package.json', ...(isModernYarn ? filesOfYarn(root, json) : [])])
}

/** Yarn 2 and later write more, the traces of a first install included. */
function filesOfYarn(root: string, { name }: JsonObject): string[] {
  const texts = { 'README.md': `# ${name}\n`, '.editorconfig': editorConfig }
  const unchanged = Object.entries(texts).filter(([file, text]) => textOf(root, file) === text)
  return ['.yarn', '.pnp.cjs', '.pnp.loader.mjs', '.gitattributes', 'yarn.lock', ...unchanged.map(([file]) => file)]
}

const editorConfig = `root = true

[*]
charset = utf-8
end_of_line = lf
indent_size = 2
indent_style = space
insert_final_newline = true
`

function textOf(root: string, name: string): string | undefined {
  const path = join(root, name)
  const entry = lstatSync(path, { throwIfNoEntry: false })
  return entry?.isFile() && entry.size <= longestText ? readFileSync(path, 'utf8') : undefined
}

function parse(text: string | undefined): JsonObject | undefined {
  try {
    const json: unknown = text === undefined ? undefined : JSON.parse(text)
    return isObject(json) ? json : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
