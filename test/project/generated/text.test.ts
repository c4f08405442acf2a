import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { combinations } from '../../support/combinations.ts'
import { exportsOf, importsOf, settingsRead } from '../../support/generated-code.ts'
import { place, type Rendered, renderProject, textOf } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'

interface PackageManifest {
  readonly dependencies?: object
  readonly devDependencies: object
  readonly scripts: object
}

const oldest = combinations(realPack, 20).map((combination) => renderProject(realPack, combination))
const newest = combinations(realPack, 26).map((combination) => renderProject(realPack, combination))
const projects = oldest.map((project): [string, Rendered] => [project.name, project])
const both = [...oldest, ...newest]

const pathsOf = ({ files }: Rendered, pattern: RegExp) => [...files.keys()].filter((path) => pattern.test(path))
const allSettings = new Set(
  realPack.features.flatMap(({ manifest }) => manifest.settings ?? []).map(({ name }) => name),
)

describe('settings of', () => {
  test.each(projects)('%s: the code reads what the README and .env.example list', (_, project) => {
    const read = pathsOf(project, /^src\//).flatMap((path) => settingsRead(textOf(project, path)))
    const readme = [...textOf(project, 'README.md').matchAll(/^\| `([A-Z][A-Z0-9_]*)`/gm)].map(([, name]) => name)
    const example = [...textOf(project, '.env.example').matchAll(/^# ([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
    expect(readme).toEqual(example)
    expect([...new Set(read)].sort()).toEqual([...readme].sort())
  })

  test.each(projects)('%s: none is spoken of that the project does not have', (_, project) => {
    const own = new Set(
      settingsRead(
        pathsOf(project, /^src\//)
          .map((path) => textOf(project, path))
          .join('\n'),
      ),
    )
    const foreign = [...allSettings].filter((name) => !own.has(name))
    expect(linesWhere(project, (text) => foreign.some((name) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([])
  })
})

describe('words about files of', () => {
  test.each(projects)('%s: every file that is named is there', (_, project) => {
    const known = new Set([...project.files.keys()].flatMap((path) => [...withFolders(path), posix.basename(path)]))
    const named = textOf(project, 'README.md').matchAll(/`((?:src|test)\/[\w./-]*|[\w.-]+\.(?:ts|mjs|json|yml))`/g)
    expect([...named].map(([, path = '']) => path).filter((path) => !known.has(path))).toEqual([])
  })
})

describe('code of', () => {
  test.each(projects)('%s: every file is imported by another or started', (_, project) => {
    const scripts = textOf(project, 'package.json')
    const compiled = (path: string) => path.replace(/^src\//, 'dist/').replace(/ts$/, 'js')
    const programs = pathsOf(project, /\.ts$/).filter((path) =>
      [path, compiled(path)].some((file) => scripts.includes(file)),
    )
    const reached = new Set([...programs, ...pathsOf(project, /^test\/.*\.test\.ts$/)])
    for (const path of reached) for (const to of filesUsedBy(project, path)) reached.add(to)
    expect(pathsOf(project, /\.ts$/).filter((path) => !reached.has(path))).toEqual([])
  })

  test.each(projects)('%s: everything exported is used somewhere', (_, project) => {
    const words = pathsOf(project, /\.ts$/).flatMap((path) => textOf(project, path).match(/\w+/g) ?? [])
    const uses = new Map<string, number>()
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1)
    const unused = pathsOf(project, /^(src|test)\/.*\.ts$/).flatMap((path) =>
      exportsOf(textOf(project, path))
        .filter((name) => uses.get(name) === 1)
        .map((name) => `${path}: ${name}`),
    )
    expect(unused).toEqual([])
  })

  test.each(projects)('%s: nothing but node: is imported, and pg in one file for PostgreSQL', (_, project) => {
    const outside = pathsOf(project, /\.(ts|mjs)$/).flatMap((path) =>
      importsOf(path, textOf(project, path))
        .filter((to) => to[0] === ':' && !to.startsWith(':node:'))
        .map((to) => path + to),
    )
    expect(outside).toEqual(isOnPostgres(project) ? ['src/stores/database.ts:pg'] : [])
  })
})

describe('package.json has no dependencies but pg for PostgreSQL, and two for development but its types', () => {
  test.each(projects)('%s', (_, project) => {
    const { dependencies, devDependencies, scripts } = JSON.parse(textOf(project, 'package.json')) as PackageManifest
    const isOn = isOnPostgres(project)
    expect(dependencies && Object.keys(dependencies)).toEqual(isOn ? ['pg'] : undefined)
    expect(Object.keys(devDependencies)).toEqual(['@types/node', ...(isOn ? ['@types/pg'] : []), 'typescript'])
    const database = isOn ? ['migrate', 'seed'] : []
    const own = ['build', 'check', 'dev', 'prestart', 'start', 'test', ...database].sort()
    expect(Object.keys(scripts).sort()).toEqual(own)
  })
})

function isOnPostgres({ answers }: Rendered): boolean {
  return answers.options.resource?.store === 'postgres'
}

describe('in no combination', () => {
  test.each<[string, (text: string, path: string) => boolean]>([
    ['is anything left of a template', (text, path) => /\{\{/.test(text) && !path.endsWith('.yml')],
    ['does a line end in white space', (text) => /\s$/.test(text)],
    ['is there a tab or a carriage return', (text) => /[\t\r]/.test(text)],
    ['is a line of code over 120 columns', (text, path) => path.endsWith('.ts') && text.length > 120],
    [
      'is a compiler check or a lint switched off',
      (text) => /@ts-(ignore|nocheck|expect-error)|biome-ignore/.test(text),
    ],
    ['is there `any`', (text, path) => path.endsWith('.ts') && /(: |<|\bas )any\b(?! [a-z])/.test(text)],
    ['is something left to do', (text) => /\b(TODO|FIXME|XXX)\b/.test(text)],
  ])('%s', (_, matches) => {
    expect([...new Set(both.flatMap((project) => linesWhere(project, matches)))]).toEqual([])
  })

  test('does a file have no lines', () => {
    const empty = both.flatMap((project) => [...project.files].filter(([, lines]) => lines.length === 0))
    expect(empty.map(([path]) => path)).toEqual([])
  })

  test('is a file longer than one that reads in one go', () => {
    const long = both.flatMap(({ files }) =>
      [...files].filter(([path, lines]) => path.endsWith('.ts') && lines.length > 130),
    )
    expect([...new Set(long.map(([path, lines]) => `${path}: ${lines.length} lines`))]).toEqual([])
  })
})

/** What a file imports, and programs of the project's own that its tests start by name. */
function filesUsedBy(project: Rendered, path: string): readonly string[] {
  const text = textOf(project, path)
  const started = pathsOf(project, /^test\/.*\.ts$/).filter((file) =>
    new RegExp(`['/]${posix.basename(file, '.ts')}['.]`).test(text),
  )
  return [...importsOf(path, text).filter((to) => to[0] !== ':'), ...started]
}

function linesWhere(project: Rendered, matches: (text: string, path: string) => boolean): string[] {
  return [...project.files].flatMap(([path, lines]) =>
    lines.flatMap(({ text }, index) => (matches(text, path) ? [`${place(project, path, index + 1)}: ${text}`] : [])),
  )
}

/** `src/http/send.ts` and the folders it is in, `src/http/` and `src/`. */
function withFolders(path: string): readonly string[] {
  const folder = posix.dirname(path)
  return folder === '.'
    ? [path]
    : [path, ...withFolders(folder).map((name) => (name.endsWith('/') ? name : `${name}/`))]
}
