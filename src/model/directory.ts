/**
 * What stands at a path where a project is to be written. `free` is a directory that is empty or holds only what a new
 * repository starts with; `inUse` names its entries, sorted.
 */
export type DirectoryState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file' }
  | { readonly kind: 'free' }
  | { readonly kind: 'inUse'; readonly entries: readonly string[] }
