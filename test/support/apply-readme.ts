import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A block of code in the README of a project, with the section that it is in. */
export interface Block {
  readonly section: string
  readonly language: string
  readonly lines: readonly string[]
}

/** The blocks of the sections below `## Extend it`. */
export function extensionsIn(readme: string): readonly Block[] {
  const [, part = ''] = readme.split('\n## Extend it\n')
  const sections = (part.split('\n## ')[0] ?? '').split('\n### ').slice(1)
  return sections.flatMap((text) => {
    const section = text.slice(0, text.indexOf('\n'))
    return [...text.matchAll(/^```(\w+)\n(.*?)\n```$/gms)].map(([, language = '', code = '']) => ({
      section,
      language,
      lines: code.split('\n'),
    }))
  })
}

/** Makes the file of a block, or puts its lines into one, as the README says. Returns the path, or undefined. */
export function applyBlock(folder: string, { language, lines }: Block): string | undefined {
  const [, path] = /^ ?\/\/ ((?:src|test)\/\S+\.ts)$/.exec(lines[0] ?? '') ?? []
  if (path === undefined) return undefined
  const file = join(folder, path)
  if (language === 'diff') writeFileSync(file, insert(readFileSync(file, 'utf8'), lines.slice(1)))
  else {
    if (existsSync(file)) throw new Error(`${path} is there already`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${lines.join('\n')}\n`)
  }
  return path
}

function insert(text: string, lines: readonly string[]): string {
  const result = text.split('\n')
  let at = 0
  for (const line of lines) {
    if (line.startsWith('+')) result.splice(at, 0, line.slice(1))
    else {
      const places = result.flatMap((existing, index) => (existing === line.slice(1) ? [index] : []))
      if (places.length !== 1) throw new Error(`${places.length} lines are "${line.slice(1)}"`)
      at = places[0] as number
    }
    at += 1
  }
  return result.join('\n')
}
