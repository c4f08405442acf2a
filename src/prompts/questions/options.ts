import type { Choices } from '../../model/answers.ts'
import { defaultFor, type FeatureOption, optionsOf } from '../../model/options.ts'
import type { Pack } from '../../model/pack.ts'
import { type Asker, type Back, back } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Draft, Question } from '../walk.ts'
import { refusalOf } from './refusal.ts'

/** Asks one option after the other, those of the chosen features alone. */
export function optionsQuestion(pack: Pack, ui: Ui): Question {
  return {
    isOpen: (draft) => firstOpen(pack, ui, draft) !== undefined,
    async ask(draft, asker, remembered) {
      const open = firstOpen(pack, ui, draft)
      if (open === undefined) return draft
      const { node } = ui.resolve(draft.choices).answers
      const initial = remembered.choices.options[open.feature]?.[open.key] ?? defaultFor(open, node)
      const value = await askOption(open, initial, draft.choices, asker, ui)
      return value === back ? back : { ...draft, choices: withOption(draft.choices, open, value) }
    },
  }
}

/** A capability that has one provider is no question. */
function firstOpen(pack: Pack, ui: Ui, { choices }: Draft): FeatureOption | undefined {
  return ui
    .resolve(choices)
    .answers.features.flatMap((feature) => optionsOf(pack, feature))
    .filter(({ providers }) => providers?.length !== 1)
    .find(({ feature, key }) => choices.options[feature]?.[key] === undefined)
}

async function askOption(
  open: FeatureOption,
  initial: string,
  choices: Choices,
  asker: Asker,
  ui: Ui,
): Promise<string | Back> {
  const { question, hint, choices: allowed, providers } = open
  const message = `${question} (${hint})`
  const read = (text: string) => {
    const fault = refusalOf(ui, choices, withOption(choices, open, text))
    return fault === undefined ? {} : { fault }
  }
  if (providers !== undefined) {
    const options = providers.map(({ name, feature: { manifest } }) => ({
      value: name,
      label: manifest.title,
      hint: manifest.hint,
    }))
    return asker.select({ message, options, initial, read })
  }
  if (allowed !== undefined) {
    return asker.select({ message, options: allowed.map((value) => ({ value, label: value })), initial })
  }
  return asker.text({
    message,
    default: initial,
    read,
  })
}

function withOption(choices: Choices, { feature, key }: FeatureOption, value: string): Choices {
  return { ...choices, options: { ...choices.options, [feature]: { ...choices.options[feature], [key]: value } } }
}
