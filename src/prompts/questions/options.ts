import type { Choices } from '../../model/answers.ts'
import type { OptionManifest } from '../../model/manifest.ts'
import { featureOf, type Pack } from '../../model/pack.ts'
import { type Asker, type Back, back } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Draft, Question } from '../walk.ts'
import { refusalOf } from './refusal.ts'

interface OpenOption {
  readonly feature: string
  readonly key: string
  readonly option: OptionManifest
}

/** Asks one option after the other, those of the chosen features alone. */
export function optionsQuestion(pack: Pack, ui: Ui): Question {
  return {
    isOpen: (draft) => firstOpen(pack, ui, draft) !== undefined,
    async ask(draft, asker, remembered) {
      const open = firstOpen(pack, ui, draft)
      if (open === undefined) return draft
      const initial = remembered.choices.options[open.feature]?.[open.key] ?? open.option.default
      const value = await askOption(open, initial, draft.choices, asker, ui)
      return value === back ? back : { ...draft, choices: withOption(draft.choices, open, value) }
    },
  }
}

function firstOpen(pack: Pack, ui: Ui, { choices }: Draft): OpenOption | undefined {
  return ui
    .resolve(choices)
    .answers.features.flatMap((feature) =>
      Object.entries(featureOf(pack, feature).manifest.options ?? {}).map(([key, option]) => ({
        feature,
        key,
        option,
      })),
    )
    .find(({ feature, key }) => choices.options[feature]?.[key] === undefined)
}

async function askOption(
  open: OpenOption,
  initial: string,
  choices: Choices,
  asker: Asker,
  ui: Ui,
): Promise<string | Back> {
  const { question, hint, choices: allowed } = open.option
  const message = `${question} (${hint})`
  if (allowed !== undefined) {
    return asker.select({ message, options: allowed.map((value) => ({ value, label: value })), initial })
  }
  return asker.text({
    message,
    default: initial,
    read(text) {
      const fault = refusalOf(ui, choices, withOption(choices, open, text))
      return fault === undefined ? {} : { fault }
    },
  })
}

function withOption(choices: Choices, { feature, key }: OpenOption, value: string): Choices {
  return { ...choices, options: { ...choices.options, [feature]: { ...choices.options[feature], [key]: value } } }
}
