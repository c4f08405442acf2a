import { extname } from 'node:path'
import type { Tree } from '../render/render-every.ts'
import { createTextIds } from '../text-ids.ts'
import { declarationsOf, isTypeScript, type Texts } from './compile-texts.ts'
import { createImportReader, replaceImports } from './read-imports.ts'
import { createViews } from './views.ts'

/** A file that the compiler reads, in place of equal files of projects. */
export interface Entry {
  readonly path: string
  /** Its text, or its face, with imports of other entries. */
  readonly text: string
  /** Whether it is the text itself, which is checked, and not the face. */
  readonly isSource: boolean
  /** The projects that have an equal file: what the compiler reports is true of all of them. */
  readonly trees: readonly Tree[]
}

/** What a file looks like to those who import it. */
interface Face {
  readonly text: string
  readonly isSource: boolean
}

type Faces = ReadonlyMap<string, Face>

/**
 * The files that the compiler has to read so that every file of every project is checked, by name; all are in one
 * folder. What it reports about a file depends on the text of the file and on the faces of everything that it imports,
 * directly or not: files that are equal in all of these are checked once. A test imports the whole project and uses
 * little of it: among projects in which all that it uses is equal, it is checked in the first and in the last, those with
 * the fewest and the most features.
 */
export function planChecks(trees: readonly Tree[], texts: Texts): ReadonlyMap<string, Entry> {
  const idOf = createTextIds()
  const importsIn = createImportReader()
  const viewOf = createViews(importsIn)
  const plan = new Map<string, Entry & { readonly trees: Tree[] }>()

  const views = new Map<string, { readonly first: Tree; last: Tree }>()
  const viewsIn = trees.map((tree) => {
    const faces = facesOf(tree, texts)
    return testsOf(tree).map(([path, text]) => {
      const view = `${path}\n${viewOf(path, text, (other) => faces.get(other)?.text)}`
      const known = views.get(view)
      if (known) known.last = tree
      else views.set(view, { first: tree, last: tree })
      return { path, view }
    })
  })

  for (const [index, tree] of trees.entries()) {
    const faces = facesOf(tree, texts)
    const tests = (viewsIn[index] ?? []).filter(({ view }) => {
      const { first, last } = views.get(view) ?? {}
      return tree === first || tree === last
    })
    addSources(tree, faces, [...[...faces.keys()].filter((path) => !isTest(path)), ...tests.map(({ path }) => path)])
  }
  return plan

  function addSources(tree: Tree, faces: Faces, paths: readonly string[]): void {
    const present = (path: string, text: string) => importsIn(path, text).filter((other) => faces.has(other))
    const reachOf = createReach((path) => present(path, faces.get(path)?.text ?? ''))
    const names = new Map<string, string>()
    const added = new Set<string>()
    for (const path of paths) add(path, { text: tree.files.get(path) ?? '', isSource: true })

    function add(path: string, face: Face): void {
      const name = nameOf(path, face)
      if (added.has(name)) return
      added.add(name)
      const fileName = name + (face.isSource ? extname(path) : declarationsOf(extname(path)))
      const known = plan.get(fileName)
      if (known) known.trees.push(tree)
      else
        plan.set(fileName, {
          path,
          text: replaceImports(path, face.text, faceNameOf),
          isSource: face.isSource,
          trees: [tree],
        })
      for (const other of present(path, face.text)) add(other, faces.get(other) ?? face)
    }

    function faceNameOf(path: string): string | undefined {
      const face = faces.get(path)
      return face && nameOf(path, face)
    }

    function nameOf(path: string, { text, isSource }: Face): string {
      const place = `${isSource} ${path}`
      const known = names.get(place)
      if (known !== undefined) return known
      const around = [...new Set(present(path, text).flatMap((other) => [...reachOf(other)]))].sort()
      const surroundings = around.map((other) => `${other} ${idOf(faces.get(other)?.text ?? '')}`)
      const name = `entry${idOf([place, idOf(text), ...surroundings].join('\n'))}`
      names.set(place, name)
      return name
    }
  }
}

function isTest(path: string): boolean {
  return path.startsWith('test/')
}

function testsOf({ files }: Tree): readonly (readonly [path: string, text: string])[] {
  return [...files].filter(([path]) => isTest(path) && isTypeScript(path))
}

/** The faces of a project. A file whose declarations follow from more than its own text is seen as it is. */
function facesOf({ files }: Tree, texts: Texts): Faces {
  const code = [...files].filter(([path]) => isTypeScript(path))
  return new Map(
    code.map(([path, text]) => {
      const { declarations } = texts(path, text)
      return [path, { text: declarations ?? text, isSource: declarations === undefined }]
    }),
  )
}

/** Gives for a path all that it leads to, itself included. */
function createReach(importsOf: (path: string) => readonly string[]): (path: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (path) => {
    const before = known.get(path)
    if (before) return before
    const reached = new Set([path])
    for (const each of reached) for (const next of importsOf(each)) reached.add(next)
    known.set(path, reached)
    return reached
  }
}
