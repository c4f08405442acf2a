import type { Feature, Pack } from '../model/pack.ts'

/** A project as it was rendered, with the features that are in it. */
export interface Rendering {
  readonly included: readonly Feature[]
  readonly files: ReadonlyMap<string, readonly RenderedLine[]>
}

/** A line, and the template lines it comes from. */
export interface RenderedLine {
  readonly text: string
  readonly path: string
  readonly number: number
  readonly also?: readonly RenderedLine[]
}

/** What is to be looked at, and what is known around it. */
export interface Subject {
  /** All features there are. */
  readonly pack: Pack
  /** Those to look at, of which every template has its text. */
  readonly features: readonly Feature[]
  /** The text of a feature's manifest. */
  readonly manifestText: (feature: Feature) => string
  /** Projects in which each of those features meets what it could meet. */
  readonly renderings: readonly Rendering[]
}

export function projectText(rendering: Rendering, path: string): string {
  return (rendering.files.get(path) ?? []).map(({ text }) => `${text}\n`).join('')
}
