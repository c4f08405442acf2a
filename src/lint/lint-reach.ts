import { type Feature, headLine, manifestPath, type TemplateFile } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import { resolvePath } from './lint-import-targets.ts'
import { projectText, type RenderedLine, type Rendering, type Subject } from './subject.ts'

/** Features that join no project, templates that write nothing, and files that nothing in a project leads to. */
export function lintReach({ features, renderings }: Subject): readonly Fault[] {
  const included = new Set(renderings.flatMap((rendering) => rendering.included.map(({ id }) => id)))
  const written = writtenLines(renderings)
  const reached = new Set(renderings.flatMap((rendering) => reachedTemplates(rendering)))
  return features.flatMap((feature) =>
    included.has(feature.id) ? lintTemplates(feature, written, reached) : [neverIncluded(feature)],
  )
}

function neverIncluded(feature: Feature): Fault {
  const remedy = feature.manifest.automatic?.shared
    ? 'let a feature require it, or take it out'
    : 'mend "automatic", which no choice fulfils'
  return { path: manifestPath(feature), line: 1, message: 'it joins no project', remedy }
}

/** The lines of each template that are in some project. */
function writtenLines(renderings: readonly Rendering[]): Written {
  const written = new Map<string, Set<number>>()
  for (const { files } of renderings) {
    for (const line of [...files.values()].flat()) for (const one of [line, ...(line.also ?? [])]) note(one)
  }
  return written

  function note({ path, number }: RenderedLine): void {
    const numbers = written.get(path)
    if (numbers === undefined) written.set(path, new Set([number]))
    else numbers.add(number)
  }
}

type Written = ReadonlyMap<string, ReadonlySet<number>>

/** Of a section, its own lines count, and not those of others in its file. */
function isWritten(written: Written, { path, text = '', firstLine = 1 }: TemplateFile): boolean {
  const end = firstLine + text.split('\n').length
  return [...(written.get(path) ?? [])].some((number) => number >= firstLine && number < end)
}

function lintTemplates(feature: Feature, written: Written, reached: ReadonlySet<string>): readonly Fault[] {
  const idle = [...feature.files, ...feature.fragments]
    .filter((file) => !isWritten(written, file))
    .map((file) => ({
      path: file.path,
      line: headLine(file),
      message: 'its lines reach no project',
      remedy: 'give it lines that are written where it is included, or take it out',
    }))
  const lonely = feature.files
    .filter(({ path, target }) => /^(?:src|test)\/.*\.ts$/.test(target) && written.has(path) && !reached.has(path))
    .map(({ path, target }) => ({
      path,
      line: 1,
      message: `nothing leads to ${target}`,
      remedy: 'import it where it is needed, as in a fragment of src/app.ts, or take it out',
    }))
  return [...idle, ...lonely]
}

/** The templates of what the server is made of, and of what its tests are. */
function reachedTemplates(rendering: Rendering): readonly string[] {
  const paths = [...rendering.files.keys()]
  const code = paths.filter((path) => path.startsWith('src/'))
  const tests = paths.filter((path) => path.startsWith('test/'))
  const reached = [
    // Code that only its tests use is in vain.
    ...closure(rendering, ['src/server.ts', ...scriptFiles(rendering)], code),
    ...closure(
      rendering,
      tests.filter((path) => path.endsWith('.test.ts')),
      tests,
    ),
  ]
  return reached.flatMap((path) => rendering.files.get(path)?.flatMap(pathsOf) ?? [])
}

/** The programs that scripts of package.json start. */
function scriptFiles(rendering: Rendering): readonly string[] {
  const manifest = projectText(rendering, 'package.json')
  const starts = (path: string) => [' ', '"'].some((end) => manifest.includes(`node ${path}${end}`))
  return [...rendering.files.keys()].filter(
    (path) => path.startsWith('src/') && (starts(path) || starts(path.replace('src/', 'dist/').replace(/ts$/, 'js'))),
  )
}

/** Those files that one of the first leads to, over however many others, and the first themselves. */
function closure(rendering: Rendering, first: readonly string[], all: readonly string[]): readonly string[] {
  const reached = new Set(first)
  for (const path of reached) {
    const leadsTo = targetsOf(path, projectText(rendering, path))
    for (const to of all) if (!reached.has(to) && leadsTo(to)) reached.add(to)
  }
  return [...reached]
}

/** Tells an import by its relative path, or a program that a test starts by name. */
function targetsOf(from: string, text: string): (to: string) => boolean {
  const quoted = [...text.matchAll(/['"`]([^'"`\n]*)['"`]/g)].map(([, literal = '']) => literal.replace(/\.[jt]s$/, ''))
  const relative = quoted.filter((literal) => literal.startsWith('.'))
  const imported = new Set(relative.map((literal) => resolvePath(from, literal)))
  const named = new Set(
    quoted.filter((literal) => !literal.startsWith('.')).map((literal) => literal.slice(literal.lastIndexOf('/') + 1)),
  )
  return (to) => {
    if (imported.has(to.replace(/\.ts$/, ''))) return true
    const name = to.slice(to.lastIndexOf('/') + 1, -'.ts'.length)
    return from.startsWith('test/') && to.startsWith('test/') && named.has(name)
  }
}

function pathsOf(line: RenderedLine): readonly string[] {
  return [line.path, ...(line.also ?? []).map(({ path }) => path)]
}
