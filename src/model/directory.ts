/**
 * What stands at the place of a project. `file`: anything but a directory, a link that leads nowhere included; `free`:
 * a directory that may be filled without asking; `inUse`: one that holds `entries`, sorted, of somebody's work.
 */
export type DirectoryState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file' }
  | { readonly kind: 'free' }
  | { readonly kind: 'inUse'; readonly entries: readonly string[] }
