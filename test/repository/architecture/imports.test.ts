import { describe, expect, test } from 'vitest'
import { type Import, importsOf, sourceFiles } from '../../support/source-files.ts'

const files = sourceFiles('src')
const imports = files.flatMap(importsOf)
const ours = imports.filter(({ to }) => to.startsWith('src/'))

/** `src/render/names.ts` is of the stage `render`; files beside the stages are the entry, and so is src/main. */
const stageOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? 'main'
const stages = [...new Set(files.map(({ path }) => stageOf(path)))].filter((stage) => stage !== 'main')
const show = ({ from, to }: Import) => `${from} imports ${to}`

test('there are stages, files and imports to look at', () => {
  expect(stages).toEqual(expect.arrayContaining(['model', 'pack', 'render']))
  expect(ours.length).toBeGreaterThan(files.length / 2)
})

test('imports of every form are seen', () => {
  const text = `import 'node:net'
import a from './a.ts'
import type { B } from "../model/b.ts"
import {
  c,
  type D,
} from './c/c.ts'
export { e } from './e.ts'
// import f from './f.ts'
/** import g from './g.ts' */
const h = await import('./h.ts') // and no more
const text = "from './i.ts'"
`
  expect(importsOf({ path: 'src/here/file.ts', text }).map(({ to }) => to)).toEqual([
    'node:net',
    'src/here/a.ts',
    'src/model/b.ts',
    'src/here/c/c.ts',
    'src/here/e.ts',
    'src/here/h.ts',
  ])
})

test('every import is of a file that is there', () => {
  const known = new Set(files.map(({ path }) => path))
  expect(ours.filter(({ to }) => !known.has(to)).map(show)).toEqual([])
})

describe('a stage imports the model and itself, never another stage', () => {
  test.each(stages)('%s', (stage) => {
    const allowed = [stage, 'model']
    const strays = ours.filter(({ from, to }) => stageOf(from) === stage && !allowed.includes(stageOf(to)))
    expect(strays.map(show)).toEqual([])
  })
})

test('the model imports itself alone', () => {
  expect(imports.filter(({ from, to }) => stageOf(from) === 'model' && stageOf(to) !== 'model').map(show)).toEqual([])
})

describe('what reaches outside stays in its stages', () => {
  const disk = ['disk', 'finish', 'pack', 'main']
  test.each<[RegExp, readonly string[]]>([
    [/^(node:)?fs(\/|$)/, disk],
    [/^(node:)?child_process$/, ['disk', 'finish', 'main']],
    [/^cross-spawn$/, ['finish', 'main']],
    [/^(node:)?(https?|http2|net|tls|dgram|dns|inspector|cluster)(\/|$)/, []],
    [/^@clack\//, ['prompts', 'main']],
    [/^handlebars(\/|$)/, ['render']],
  ])('%s only in %o', (outside, allowed) => {
    const strays = imports.filter(({ from, to }) => outside.test(to) && !allowed.includes(stageOf(from)))
    expect(strays.map(show)).toEqual([])
  })

  test('rendering and the model import nothing of Node', () => {
    const pure = imports.filter(({ from }) => ['render', 'model'].includes(stageOf(from)))
    expect(pure.filter(({ to }) => to.startsWith('node:')).map(show)).toEqual([])
  })
})

test('no file imports itself, by whatever way round', () => {
  const next = new Map(files.map(({ path }) => [path, ours.filter(({ from }) => from === path).map(({ to }) => to)]))
  const circles = files.flatMap(({ path }) => circleThrough(path, next))
  expect(circles).toEqual([])
})

// The command, what scripts/build.mjs makes its data with, and rendering as a library has it: with the compiler.
const entries = ['src/cli.ts', 'src/pack/read-pack.ts', 'src/render/render.ts']

test('every file can be reached from an entry', () => {
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(entries))
  const reached = new Set(entries)
  for (const path of reached) for (const { from, to } of ours) if (from === path) reached.add(to)
  expect(files.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
})

function circleThrough(start: string, next: ReadonlyMap<string, readonly string[]>): string[] {
  const ways = [[start]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const to of next.get(way.at(-1) as string) ?? []) {
      if (to === start) return [[...way, to].join(' > ')]
      if (!seen.has(to)) ways.push([...way, to])
      seen.add(to)
    }
  }
  return []
}
