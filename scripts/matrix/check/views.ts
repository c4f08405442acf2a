import { createTextIds } from '../text-ids.ts'

/** A part of a file, and the paths that it imports. */
interface View {
  readonly id: number
  readonly imports: readonly string[]
}

/**
 * Makes the function that returns what a file uses of everything that it imports, as a text to compare. It has those
 * members of types that the file names, since the file can reach no other; comments and punctuation are left out.
 * `faceOf`: the declarations of the file at a path; undefined where there is none.
 */
export function createViews(importsIn: (path: string, text: string) => readonly string[]) {
  const idOf = createTextIds()
  const wordsOf = createWordReader()
  const known = new Map<string, View>()

  return (path: string, text: string, faceOf: (path: string) => string | undefined): string => {
    const reached = new Set(importsIn(path, text))
    const seen: string[] = [String(idOf(text))]
    for (const other of reached) {
      const face = faceOf(other)
      if (face === undefined) continue
      const { id, imports } = view(other, face, text)
      seen.push(`${other} ${id}`)
      for (const next of imports) reached.add(next)
    }
    return seen.sort().join('\n')
  }

  function view(path: string, face: string, viewer: string): View {
    const key = `${path} ${idOf(face)} ${idOf(viewer)}`
    const before = known.get(key)
    if (before) return before
    const words = wordsOf(viewer)
    const lines = face.split('\n').filter((line) => isSeen(line, words))
    const isImport = (line: string) => line.startsWith('import ')
    const used = wordsOf(lines.filter((line) => !isImport(line)).join('\n'))
    const kept = lines.filter((line) => !isImport(line) || wordsIn(line).some((word) => used.has(word))).join('\n')
    const found = { id: idOf(kept), imports: importsIn(path, kept) }
    known.set(key, found)
    return found
  }
}

function isSeen(line: string, words: ReadonlySet<string>): boolean {
  if (/^\s*(?:\/?\*|\/\/|[^\w\s]*$)/.test(line)) return false
  const [, member] = /^\s+(?:readonly )?(\w+)\??[:(]/.exec(line) ?? []
  return member === undefined || words.has(member)
}

function createWordReader(): (text: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (text) => {
    const words = known.get(text) ?? new Set(wordsIn(text))
    known.set(text, words)
    return words
  }
}

/** Without the keywords and the path of an import. */
function wordsIn(text: string): readonly string[] {
  return (text.replace(/\bfrom '[^']*'/g, '').match(/\w+/g) ?? []).filter(
    (word) => word !== 'import' && word !== 'type',
  )
}
