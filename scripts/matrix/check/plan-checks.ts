import { extname } from 'node:path'
import type { Tree } from '../render/render-every.ts'
import { createTextIds } from '../text-ids.ts'
import { declarationsOf, isTypeScript, type Texts } from './compile-texts.ts'
import { createImportReader, replaceImports } from './read-imports.ts'

/** A file that the compiler reads, in place of one of projects. */
export interface Entry {
  readonly path: string
  /** Its text, or what others see of it, with imports that lead to other entries. */
  readonly text: string
  /** Whether it is the text, which is to be checked. */
  readonly isSource: boolean
  /** The projects that have this file alike. What the compiler says of it holds for all of them. */
  readonly trees: readonly Tree[]
}

/** What a file looks like to those who import it. */
interface Face {
  readonly text: string
  readonly isSource: boolean
}

/**
 * What must be type-checked for every file of every project to be, by the name of the entry, in one folder. What the
 * compiler says of a file follows from its text and from the faces of all that it leads to, as face imports face: files
 * alike in all of these are one entry.
 */
export function planChecks(trees: readonly Tree[], texts: Texts): ReadonlyMap<string, Entry> {
  const idOf = createTextIds()
  const importsIn = createImportReader()
  const plan = new Map<string, Entry & { readonly trees: Tree[] }>()
  for (const tree of trees) {
    const faces = facesOf(tree, texts)
    const present = (path: string, text: string) => importsIn(path, text).filter((other) => faces.has(other))
    const reachOf = createReach((path) => present(path, faces.get(path)?.text ?? ''))
    const nameOf = (path: string, { text, isSource }: Face) => {
      const around = [...new Set(present(path, text).flatMap((other) => [...reachOf(other)]))].sort()
      const surroundings = around.map((other) => `${other} ${idOf(faces.get(other)?.text ?? '')}`)
      return `entry${idOf([isSource, path, idOf(text), ...surroundings].join('\n'))}`
    }
    const names = new Map([...faces].map(([path, face]) => [path, nameOf(path, face)]))
    const add = (name: string, path: string, { text, isSource }: Face) => {
      const fileName = name + (isSource ? extname(path) : declarationsOf(extname(path)))
      const known = plan.get(fileName)
      if (known) return known.trees.push(tree)
      const linked = replaceImports(path, text, (other) => names.get(other))
      return plan.set(fileName, { path, text: linked, isSource, trees: [tree] })
    }
    for (const [path, face] of faces) {
      add(names.get(path) ?? '', path, face)
      if (face.isSource) continue
      const source = { text: tree.files.get(path) ?? '', isSource: true }
      add(nameOf(path, source), path, source)
    }
  }
  return plan
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
