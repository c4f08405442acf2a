import type { Answers } from './answers.ts'

/** Where a project keeps how it was made; meant to be committed. */
export const recordPath = '.raw-http-app.json'

/** What a project was made with: the answers, and the SHA-256 of each file as it was rendered, in hexadecimal. */
export interface ProjectRecord {
  /** Of the command that wrote it. */
  readonly version: string
  readonly answers: Answers
  /**
   * The migrations, where the answers alone do not give them: the number of each, and the specification of the resource
   * as its table is from then on, or its name alone where the table is dropped.
   */
  readonly migrations?: readonly string[]
  /** By path. The record itself is not in it. */
  readonly files: Readonly<Record<string, string>>
}

/** The SHA-256 of a text in UTF-8, in hexadecimal. */
export type Digest = (text: string) => string
