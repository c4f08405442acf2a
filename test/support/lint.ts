import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Complaints } from './compile.ts'
import { groupBy } from './group-by.ts'
import { place, type Rendered, textOf } from './project.ts'
import { run } from './run.ts'

const complaint = /^::error title=(.*?),file=(.*?),line=(\d+),.*?::(.*)$/

interface Source {
  readonly project: Rendered
  readonly path: string
}

/**
 * What Biome says of projects by the repository's own rules: format, order of imports, recommended lint rules. Files
 * that are equal in many projects are looked at once.
 */
export async function lint(root: string, projects: readonly Rendered[]): Promise<Complaints> {
  const sources = projects.flatMap((project) => [...project.files.keys()].map((path): Source => ({ project, path })))
  const copies = [...groupBy(sources, ({ project, path }) => `${basename(path)}\n${textOf(project, path)}`)]
  mkdirSync(root)
  writeFileSync(join(root, 'biome.json'), JSON.stringify(ownRules()))
  for (const [index, [key, [first]]] of copies.entries()) {
    const file = join(root, String(index), first?.path ?? '')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, key.slice(key.indexOf('\n') + 1))
  }
  const options = [
    '--reporter=github',
    '--diagnostic-level=error',
    '--max-diagnostics=none',
    '--no-errors-on-unmatched',
  ]
  const biome = await run(resolve('node_modules/.bin/biome'), ['check', ...options, '.'], { cwd: root })
  const complaints = new Map<string, string[]>()
  for (const line of biome.output.split('\n')) {
    const [found, rule, file = '', number, message] = complaint.exec(line) ?? []
    if (found === undefined) continue
    const index = file.slice(root.length + 1).split('/')[0]
    for (const { project, path } of copies[Number(index)]?.[1] ?? []) {
      const list = complaints.get(project.name) ?? []
      complaints.set(project.name, [...list, `${place(project, path, Number(number))}: ${rule}: ${message}`])
    }
  }
  if (biome.status !== 0 && complaints.size === 0) throw new Error(`biome failed:\n${biome.output}`)
  return complaints
}

function ownRules(): object {
  const { formatter, javascript, linter } = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>
  return { root: true, formatter, javascript, linter }
}
