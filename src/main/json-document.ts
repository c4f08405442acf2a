import { replayCommand } from '../answers/replay-command.ts'
import type { Failure } from '../model/failure.ts'
import type { Pack } from '../model/pack.ts'
import { printable } from '../model/printable.ts'
import { resourceLanguage } from '../resource/language.ts'
import type { Project } from './ask-for-project.ts'

export type StepState = 'done' | 'skipped' | 'failed'

/** What `--json` prints when the files are there. */
export function documentOf(
  pack: Pack,
  { resolved, files }: Pick<Project, 'resolved' | 'files'>,
  steps: { readonly install: StepState; readonly git: StepState },
): string {
  const { directory, answers } = resolved
  return print({
    directory,
    name: answers.name,
    answers,
    files: [...files.keys()].sort(),
    command: replayCommand(pack, resolved, 'posix', resourceLanguage),
    steps,
  })
}

/** What `--json` prints when they are not. */
export function errorDocument({ code, message }: Failure): string {
  return print({ error: { code, message } })
}

/** JSON itself escapes some of what a terminal would obey; the rest reads as the same value. */
function print(document: unknown): string {
  return printable(`${JSON.stringify(document, null, 2)}\n`)
}
