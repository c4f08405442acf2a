import type { Choices } from '../model/answers.ts'
import type { Resource } from '../model/resource.ts'
import { type Asker, type Back, back } from './asker.ts'

/** The choices so far, and what only the questions need to know. */
export interface Draft {
  readonly choices: Choices
  /** No preset: the features are chosen one by one. */
  readonly picksFeatures?: boolean
  /** Resources entered so far, as understood and as typed. */
  readonly entered?: readonly { readonly resource: Resource; readonly text: string }[]
  /** One more resource was asked for. */
  readonly wantsMore?: boolean
  readonly confirmed?: boolean
}

/** A question is open until the draft holds its answer. It is asked in the order of its list. */
export interface Question {
  isOpen(draft: Draft): boolean
  /** The draft with the answer. `remembered` holds answers that going back undid, to be offered again. */
  ask(draft: Draft, asker: Asker, remembered: Draft): Promise<Draft | Back>
}

/** Asks the first open question until none is; going back returns to the draft before the last answer. */
export async function walk(
  questions: readonly Question[],
  start: Draft,
  createAsker: (canGoBack: () => boolean) => Asker,
): Promise<Draft> {
  const past: Draft[] = []
  const asker = createAsker(() => past.length > 0)
  let draft = start
  let remembered = start
  try {
    for (;;) {
      const question = questions.find((candidate) => candidate.isOpen(draft))
      if (question === undefined) return draft
      const answered = await question.ask(draft, asker, remembered)
      if (answered === back) {
        draft = past.pop() ?? start
      } else {
        past.push(draft)
        draft = answered
        remembered = remember(remembered, answered)
      }
    }
  } finally {
    asker.close()
  }
}

/** What was ever answered, the latest answer first in line. */
function remember(older: Draft, newer: Draft): Draft {
  const options = Object.entries(newer.choices.options).map(
    ([feature, values]) => [feature, { ...older.choices.options[feature], ...values }] as const,
  )
  const entered = newer.entered ?? []
  return {
    ...older,
    ...newer,
    entered: [...entered, ...(older.entered ?? []).slice(entered.length)],
    choices: {
      ...older.choices,
      ...newer.choices,
      options: { ...older.choices.options, ...Object.fromEntries(options) },
    },
  }
}
