import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export interface SourceFile {
  /** From the repository's root. */
  readonly path: string
  readonly text: string
}

/** An import or a re-export: of a file of ours by its path from the root, of anything else as it is written. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** Every TypeScript file below a folder of the repository, sorted; the trees of what users get are not its source. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^golden[/\\]/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const specifiers = withoutComments(text).matchAll(
    /(?:^(?:import|export)\b[^'"]*?\bfrom |^import |\bimport\()['"]([^'"]+)['"]/gm,
  )
  return [...specifiers].map(([, specifier = '']) => ({
    from: path,
    to: specifier.startsWith('.') ? relative('.', join(dirname(path), specifier)).replaceAll('\\', '/') : specifier,
  }))
}

/** The contents of every string literal that holds no placeholder. */
export function stringLiterals({ text }: SourceFile): readonly string[] {
  const literals = withoutComments(text).matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`$]*)`/g)
  return [...literals].map(([, single, double, template]) => single ?? double ?? template ?? '')
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/.*|\/?\*.*)$/gm, '').replaceAll(/\s\/\/ .*$/gm, '')
}
