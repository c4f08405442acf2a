import type { Choices } from '../model/answers.ts'
import type { Pack } from '../model/pack.ts'
import { createAsker } from './create-asker.ts'
import { directoryQuestion } from './questions/directory.ts'
import { featuresQuestion, presetQuestion } from './questions/features.ts'
import { gitQuestion, installQuestion, packageManagerQuestion } from './questions/finishing.ts'
import { optionsQuestion } from './questions/options.ts'
import { messageOf } from './questions/refusal.ts'
import { resourceQuestions } from './questions/resources.ts'
import { summaryQuestion } from './questions/summary.ts'
import type { Ui } from './ui.ts'
import { walk } from './walk.ts'

/**
 * Asks what the choices leave open, and then for a last yes. Where nothing is open it asks nothing at all. Throws the
 * Failure "cancelled" on Esc, Ctrl-C, the end of input and the signal, and passes the Failures of `ui.resolve`.
 */
export async function askOpenQuestions(pack: Pack, choices: Choices, ui: Ui): Promise<Choices> {
  const questions = [
    directoryQuestion(ui),
    presetQuestion(pack, ui),
    featuresQuestion(pack, ui),
    optionsQuestion(pack, ui),
    ...resourceQuestions(pack, ui),
    packageManagerQuestion(ui),
    installQuestion(ui),
    gitQuestion(ui),
  ]
  refuseHopeless(pack, choices, ui)
  const start = { choices }
  if (!questions.some((question) => question.isOpen(start))) return choices
  ui.started()
  const answered = await walk([...questions, summaryQuestion(pack, ui)], start, (canGoBack) =>
    createAsker(ui, canGoBack),
  )
  return answered.choices
}

/** Throws what is wrong with the choices where no answer to a question could mend it: nobody should answer in vain. */
function refuseHopeless(pack: Pack, choices: Choices, ui: Ui): void {
  if (choices.directory !== undefined) ui.directoryState(choices.directory)
  const isOpen = choices.preset === undefined && choices.features === undefined
  const ways = isOpen ? Object.keys(pack.presets).map((preset) => ({ ...choices, preset })) : [choices]
  if (ways.every((way) => messageOf(() => ui.resolve(way)) !== undefined)) ui.resolve(choices)
}
