import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Answers, NodeMajor } from '../../src/model/answers.ts'
import type { Pack } from '../../src/model/pack.ts'
import { originsOf } from '../../src/render/origins.ts'
import { renderLines } from '../../src/render/render.ts'
import type { Line } from '../../src/render/template.ts'
import type { Combination } from './combinations.ts'

/** A project in memory: its lines, each with the template line it comes from. */
export interface Rendered {
  readonly name: string
  readonly answers: Answers
  readonly files: ReadonlyMap<string, readonly Line[]>
}

/** A project on disk. */
export interface Project extends Rendered {
  readonly folder: string
}

export function renderProject(pack: Pack, { name, answers }: Pick<Combination, 'name' | 'answers'>): Rendered {
  return { name, answers, files: renderLines(pack, answers) }
}

/** Writes a project to a folder of its own below `root`. */
export function writeProject(rendered: Rendered, root: string): Project {
  const folder = join(root, rendered.name.replaceAll(/[ ,]+/g, ''))
  for (const path of rendered.files.keys()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), textOf(rendered, path))
  }
  return { ...rendered, folder }
}

export function textOf({ files }: Rendered, path: string): string {
  return (files.get(path) ?? []).map(({ text }) => `${text}\n`).join('')
}

/** All that its compiler sees and its tests can touch. Files beside the folders are for people and tools. */
export function codeOf(project: Rendered): string {
  const paths = [...project.files.keys()].filter((path) => /^[^.].*\//.test(path)).sort()
  return paths.map((path) => `${path}\n${textOf(project, path)}`).join('\0')
}

/** Where a line of output is to be mended: `templates/cors/slots/src/app.ts/setup.hbs:3 (src/app.ts:12 | const a = 1)`. */
export function place(project: Rendered, path: string, line: number): string {
  const generated = project.files.get(path)?.[line - 1]
  const [origin, ...others] = originsOf(generated)
  if (origin === undefined) return `${path}:${line}`
  return `${[origin, ...others].join(' and ')} (${path}:${line} | ${generated?.text.trim()})`
}

/** Gives every project below a folder what an install of a project for that Node brings, without copying it. */
export function linkModules(root: string, node: NodeMajor): void {
  const installed = resolve('node_modules')
  mkdirSync(join(root, 'node_modules/@types'), { recursive: true })
  const types = node === 20 ? '@types/node' : `types-node-${node}`
  symlinkSync(join(installed, types), join(root, 'node_modules/@types/node'))
  for (const name of ['typescript', 'pg', '@types/pg']) {
    symlinkSync(join(installed, name), join(root, 'node_modules', name))
  }
  symlinkSync(join(installed, '.bin'), join(root, 'node_modules/.bin'))
}
