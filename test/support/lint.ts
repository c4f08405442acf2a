import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Complaints } from './compile.ts'
import { unformattedLine } from './format-line.ts'
import { groupBy } from './group-by.ts'
import { place, type Rendered, textOf } from './project.ts'
import { run } from './run.ts'

const complaint = /^::error title=(.*?),file=(.*?),line=(\d+),.*?::(.*)$/

interface Source {
  readonly project: Rendered
  readonly path: string
}

/** What Biome says of a line of a text. */
export interface Finding {
  readonly line: number
  readonly message: string
}

/**
 * What Biome says of projects by the repository's own rules: format, order of imports, recommended lint rules. Files
 * that are equal in many projects are looked at once.
 */
export async function lint(root: string, projects: readonly Rendered[]): Promise<Complaints> {
  const sources = projects.flatMap((project) => [...project.files.keys()].map((path): Source => ({ project, path })))
  const copies = [...groupBy(sources, ({ project, path }) => `${basename(path)}\n${textOf(project, path)}`)]
  const texts = copies.map(([key, [first]]) => ({ path: first?.path ?? '', text: key.slice(key.indexOf('\n') + 1) }))
  const complaints = new Map<string, string[]>()
  for (const [index, findings] of await lintTexts(root, texts)) {
    for (const { project, path } of copies[index]?.[1] ?? []) {
      const lines = findings.map(({ line, message }) => `${place(project, path, line)}: ${message}`)
      complaints.set(project.name, [...(complaints.get(project.name) ?? []), ...lines])
    }
  }
  return complaints
}

/** The same of single texts; by their index, those that it has nothing to say of left out. `root` is made for it. */
export async function lintTexts(
  root: string,
  texts: readonly { readonly path: string; readonly text: string }[],
): Promise<ReadonlyMap<number, readonly Finding[]>> {
  mkdirSync(root)
  writeFileSync(join(root, 'biome.json'), JSON.stringify(ownRules()))
  for (const [index, { path, text }] of texts.entries()) {
    const file = join(root, String(index), path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const options = [
    '--reporter=github',
    '--diagnostic-level=error',
    '--max-diagnostics=none',
    '--no-errors-on-unmatched',
  ]
  const biome = await run(resolve('node_modules/.bin/biome'), ['check', ...options, '.'], { cwd: root })
  const found = new Map<number, Finding[]>()
  for (const output of biome.output.split('\n')) {
    const [line, rule, file = '', number, message] = complaint.exec(output) ?? []
    if (line === undefined) continue
    const index = Number(file.slice(root.length + 1).split('/')[0])
    const place = rule === 'format' ? await unformattedLine(root, file) : Number(number)
    found.set(index, [...(found.get(index) ?? []), { line: place, message: `${rule}: ${message}` }])
  }
  if (biome.status !== 0 && found.size === 0) throw new Error(`biome failed:\n${biome.output}`)
  return found
}

function ownRules(): object {
  const { formatter, javascript, linter } = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>
  return { root: true, formatter, javascript, linter }
}
