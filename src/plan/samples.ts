/**
 * Whether a file is a sample: a text to begin with, which becomes its owner's once it is edited. `folders`: those of the
 * project that hold pages.
 */
export function isSample(path: string, folders: readonly string[]): boolean {
  if (/(?:^|\/)(?:README\.md|\.env\.example)$/.test(path) || path.endsWith('.test.ts')) return true
  return folders.some((folder) => path.startsWith(`${folder}/`))
}
