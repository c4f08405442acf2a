import type { Answers } from '../model/answers.ts'
import { withRecord } from '../record/print-record.ts'
import { renderWith } from '../render/render-with.ts'
import { storedAnswers } from '../render/stored.ts'
import type { World } from './world.ts'

/** Renders the whole project that answers make, its record included. */
export type RenderProject = (answers: Answers) => Map<string, string>

export async function projectRenderer({ pack, loadTemplates }: World): Promise<RenderProject> {
  const [templates, { digest }] = await Promise.all([loadTemplates(), import('./digest.ts')])
  return (answers) => {
    const made = { version: pack.version, answers: storedAnswers(answers) }
    return withRecord(made, renderWith(templates, pack, answers), digest)
  }
}
