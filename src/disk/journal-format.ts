import type { Contents } from '../model/plan.ts'

/**
 * What a run is about to change in a directory. It lies there from before the first change until after the last: as
 * long as it can be read, `rollBack` brings back what was. File n waits as `new-n`, what it replaces is kept as `old-n`.
 */
export interface Journal {
  /** Folders that the run makes, parents first. */
  readonly folders: readonly string[]
  /** Folders that it takes away, the innermost first. */
  readonly emptied: readonly string[]
  readonly files: readonly JournalEntry[]
}

export interface JournalEntry {
  readonly path: string
  /** What is written there: text, or bytes of any kind in Base64. Neither where the file is taken away. */
  readonly text?: string
  readonly base64?: string
  readonly replaces: boolean
}

export function journalEntry(path: string, contents: Contents | null, replaces: boolean): JournalEntry {
  if (contents === null) return { path, replaces }
  return typeof contents === 'string'
    ? { path, text: contents, replaces }
    : { path, base64: Buffer.from(contents).toString('base64'), replaces }
}

/** What the run wrote in a place; undefined where it takes a file away. */
export function writtenBy({ text, base64 }: JournalEntry): Buffer | undefined {
  if (text !== undefined) return Buffer.from(text)
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64')
}

export function isJournal(value: unknown): value is Journal {
  const { folders, emptied, files } = (value ?? {}) as Partial<Journal>
  if (!Array.isArray(folders) || !Array.isArray(emptied) || !Array.isArray(files)) return false
  return [...folders, ...emptied].every((folder) => typeof folder === 'string') && files.every(isEntry)
}

function isEntry(value: unknown): value is JournalEntry {
  const { path, text, base64, replaces } = (value ?? {}) as Partial<JournalEntry>
  const isText = (member: unknown) => member === undefined || typeof member === 'string'
  return typeof path === 'string' && isText(text) && isText(base64) && typeof replaces === 'boolean'
}
