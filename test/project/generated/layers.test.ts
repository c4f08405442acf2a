import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { combinations } from '../../support/combinations.ts'
import { importsOf } from '../../support/generated-code.ts'
import { place, type Rendered, renderProject, textOf } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'

// From the top to the bottom. A file imports only files of its own layer or of one below, types included.
const layers: readonly RegExp[] = [
  /^(server|database-tasks|seed)\.ts$/,
  /^app\.ts$/,
  /^routes\//,
  /^middleware\//,
  /^stores(\.ts$|\/)/,
  /^resources\//,
  /^crud\//,
  /^shutdown\.ts$/,
  /^(lifecycle|listening)\.ts$/,
  /^(log\.ts$|logging\/)/,
  /^config\.ts$/,
  /^(settings\/|trust-proxy\.ts$)/,
  /^(settings|openapi)\.ts$/,
  /^http\//,
]

interface Import {
  readonly from: string
  readonly to: string
}

function importsIn(project: Rendered): readonly Import[] {
  const paths = [...project.files.keys()].filter((path) => /^src\/.*\.ts$/.test(path))
  return paths.flatMap((from) =>
    importsOf(from, textOf(project, from))
      .filter((to) => to.startsWith('src/'))
      .map((to) => ({ from, to })),
  )
}

const layerOf = (path: string) => layers.findIndex((layer) => layer.test(path.slice('src/'.length)))

/** `src/middleware/rate-limit.ts` and what is in `src/middleware/rate-limit/` are one. */
const middlewareOf = (path: string) => /^src\/middleware\/([^/.]+)/.exec(path)?.[1]

/** Where the import is, in the template and in the project. */
function show(project: Rendered, { from, to }: Import): string {
  const name = posix.basename(to)
  const lines = project.files.get(from) ?? []
  const index = lines.findIndex(({ text }) => text.includes(name) && /\bfrom '|^import '/.test(text))
  return `${place(project, from, index + 1)}: imports ${to}`
}

/** The files of a cycle in their order, if there is one. */
function cycleIn(imports: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  function visit(path: string, trail: readonly string[]): readonly string[] | undefined {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const to of next.get(path) ?? []) {
      const cycle = visit(to, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of next.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}

const projects = combinations(realPack, 24).map((combination): [string, Rendered] => {
  const project = renderProject(realPack, combination)
  return [project.name, project]
})

describe('in the code of', () => {
  test.each(projects)('%s, imports have no cycle', (_, project) => {
    expect(cycleIn(importsIn(project))).toBeUndefined()
  })

  test.each(projects)('%s, imports point to lower layers', (_, project) => {
    const imports = importsIn(project)
    expect(imports.filter(({ from, to }) => layerOf(from) === -1 || layerOf(to) === -1)).toEqual([])
    const upward = imports.filter(({ from, to }) => layerOf(from) > layerOf(to))
    expect(upward.map((found) => show(project, found))).toEqual([])
  })

  test.each(projects)('%s, no middleware imports another', (_, project) => {
    const sideways = importsIn(project).filter(({ from, to }) => {
      const [one, other] = [middlewareOf(from), middlewareOf(to)]
      return one !== undefined && other !== undefined && one !== other
    })
    expect(sideways.map((found) => show(project, found))).toEqual([])
  })
})

test('a cycle is found and named', () => {
  const imports = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'b' },
  ]
  expect(cycleIn(imports)).toEqual(['b', 'c', 'b'])
})
