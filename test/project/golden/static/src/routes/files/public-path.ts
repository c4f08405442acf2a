import { relative, sep } from 'node:path'

/**
 * No empty and no dot segment, and no dotfile, but for /.well-known/ (RFC 8615). What a segment holds once it is
 * decoded must not mean more to the file system than it did to the URL: no separator, no drive letter, no stream.
 */
export function isPublic(name: string, depth: number): boolean {
  if (name === '' || /[/\\:]/.test(name)) return false
  return !name.startsWith('.') || (depth === 0 && name === '.well-known')
}

/** What lies outside the root has a relative path that begins with "..". Both are free of symbolic links. */
export function isPublicBelow(root: string, path: string): boolean {
  return relative(root, path).split(sep).every(isPublic)
}
