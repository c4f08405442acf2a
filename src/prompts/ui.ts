import type { Readable, Writable } from 'node:stream'
import type { Answers, Choices, Resolved } from '../model/answers.ts'
import type { DirectoryState } from '../model/directory.ts'
import type { Resource } from '../model/resource.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** Where questions are asked. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
  /** Aborted: the run is over, and the open prompt is cancelled. */
  readonly signal: AbortSignal
  readonly env: Env
}

/** The terminal, and what the other stages know that a question needs. Their functions throw a Failure that says why. */
export interface Ui extends Terminal {
  /** Called before something is asked, however often. */
  started(): void
  readonly environment: { readonly nodeMajor: number; readonly userAgent?: string | undefined }
  directoryState(path: string): DirectoryState
  resolve(choices: Choices): Resolved
  parseResource(text: string, others: readonly Resource[]): Resource
  render(answers: Answers): Map<string, string>
}
