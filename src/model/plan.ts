/**
 * What becomes of one file. `kept`: a sample that was edited, or a file that is no longer made and was; `yours`: a file
 * of the user's where a new one would come, which refuses the whole plan.
 */
export type Action =
  | 'new'
  | 'replaced'
  | 'merged'
  | 'conflict'
  | 'deleted by you'
  | 'no longer made'
  | 'moved'
  | 'kept'
  | 'yours'

/** Bytes of a file, or its text in UTF-8. */
export type Contents = string | Uint8Array

export interface PlanStep {
  /** Where the file will be. */
  readonly path: string
  readonly action: Action
  /** Where it was, of one that is moved. */
  readonly from?: string
  /** Something is left for the user to decide. */
  readonly isConflict?: true
  /** More about it, for a person. */
  readonly detail?: string
  /** What to write, by path; null removes a file. */
  readonly writes: ReadonlyMap<string, Contents | null>
  /** The three sides of a conflict between markers, for the index of git. */
  readonly sides?: { readonly base: string; readonly yours: Contents; readonly next: string }
  /** What a new rendering would change, where it was left out. */
  readonly leftOut?: string
}

/** What is at the place of a file. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  /** A link, a folder, or something that is not a file of a project: nothing there is read or changed. */
  | { readonly kind: 'obstacle'; readonly what: string }

/** How conflicts between lines are left: between markers in the file, or the new rendering beside it. */
export const conflictStyles = ['inline', 'files'] as const
export type ConflictStyle = (typeof conflictStyles)[number]
