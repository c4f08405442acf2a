import type { Tree } from '../render/render-every.ts'
import { createTextIds } from '../text-ids.ts'
import { isTypeScript, type Texts } from './compile-texts.ts'
import { createImportReader } from './read-imports.ts'

/** Files of one project that are to be checked, with what they import. */
export interface Check {
  readonly tree: Tree
  /** Paths of what is there as it is. */
  readonly sources: ReadonlySet<string>
  /** Paths of what is there by its declarations. */
  readonly declared: ReadonlySet<string>
}

export interface Plan {
  /** For each project that has a file none before it has alike. */
  readonly checks: readonly Check[]
  /** The projects that have a file just like this one. What the compiler says of it holds for all of them. */
  alike(tree: Tree, path: string): readonly Tree[]
}

/** What a file looks like to those who import it. */
interface Face {
  readonly text: string
  readonly isSource: boolean
}

/**
 * What must be type-checked for every file of every project to be. What the compiler says of a file follows from its
 * text and from the faces of all that it leads to, as face imports face: files alike in all of these are checked once.
 */
export function planChecks(trees: readonly Tree[], texts: Texts): Plan {
  const idOf = createTextIds()
  const importsIn = createImportReader()
  const owners = new Map<number, Tree[]>()
  const keys = new Map<Tree, ReadonlyMap<string, number>>()
  const checks = trees.flatMap((tree) => {
    const faces = facesOf(tree, texts)
    const present = (path: string, text: string) => importsIn(path, text).filter((other) => faces.has(other))
    const reachOf = createReach((path) => present(path, faces.get(path)?.text ?? ''))
    const files = [...faces.keys()].map((path) => {
      const text = tree.files.get(path) ?? ''
      const around = [...new Set(present(path, text).flatMap((other) => [...reachOf(other)]))].sort()
      const surroundings = around.map((other) => `${other} ${idOf(faces.get(other)?.text ?? '')}`)
      return { path, around, key: idOf([path, idOf(text), ...surroundings].join('\n')) }
    })
    keys.set(tree, new Map(files.map(({ path, key }) => [path, key])))
    const news = files.filter(({ key }) => !owners.has(key))
    for (const { key } of news) owners.set(key, [])
    for (const { key } of files) owners.get(key)?.push(tree)
    return news.length > 0 ? [checkOf(tree, faces, news)] : []
  })
  return { checks, alike: (tree, path) => owners.get(keys.get(tree)?.get(path) ?? -1) ?? [tree] }
}

/** A file whose declarations follow from more than its text is seen as it is. */
function facesOf({ files }: Tree, texts: Texts): ReadonlyMap<string, Face> {
  const code = [...files].filter(([path]) => isTypeScript(path))
  return new Map(
    code.map(([path, text]) => {
      const { declarations } = texts(path, text)
      return [path, { text: declarations ?? text, isSource: declarations === undefined }]
    }),
  )
}

function checkOf(
  tree: Tree,
  faces: ReadonlyMap<string, Face>,
  news: readonly { readonly path: string; readonly around: readonly string[] }[],
): Check {
  const judged = new Set(news.map(({ path }) => path))
  const beside = [...new Set(news.flatMap(({ around }) => around))].filter((path) => !judged.has(path))
  const [open, declared] = [true, false].map((isSource) =>
    beside.filter((path) => faces.get(path)?.isSource === isSource),
  )
  return { tree, sources: new Set([...judged, ...(open ?? [])]), declared: new Set(declared) }
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
