import { type Choices, defaultDirectory } from '../../model/answers.ts'
import { back, type Reading } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Question } from '../walk.ts'
import { messageOf, refusalOf } from './refusal.ts'

export function directoryQuestion(ui: Ui): Question {
  return {
    isOpen: ({ choices }) => choices.directory === undefined,
    async ask(draft, asker, remembered) {
      const directory = await asker.text({
        message: 'Where should the project go?',
        default: remembered.choices.directory ?? defaultDirectory,
        read: (text) => readDirectory(ui, draft.choices, text),
      })
      return directory === back ? back : { ...draft, choices: { ...draft.choices, directory } }
    },
  }
}

/** Judges a directory by what stands there and by the package name it leads to. */
export function readDirectory(ui: Ui, choices: Choices, text: string): Reading {
  const refusal =
    refusalOf(ui, { ...choices, directory: defaultDirectory }, { ...choices, directory: text }) ??
    messageOf(() => ui.directoryState(text))
  if (refusal !== undefined) return { fault: refusal }
  const state = ui.directoryState(text)
  if (state.kind === 'file') return { fault: `${text} is a file, or lies below one; choose another name` }
  const use = state.kind === 'inUse' ? [`${text} is in use (${few(state.entries)})`] : []
  return { preview: [...use, ...packageName(ui, choices, text)] }
}

/** Said where it is not what was typed. */
function packageName(ui: Ui, choices: Choices, text: string): readonly string[] {
  const given = { ...choices, directory: text }
  if (choices.name !== undefined || messageOf(() => ui.resolve(given)) !== undefined) return []
  const { name } = ui.resolve(given).answers
  const isClear = text.replace(/[/\\._-]+$/, '').endsWith(name)
  return isClear ? [] : [`The package will be called ${name}`]
}

function few(entries: readonly string[]): string {
  const named = entries.slice(0, 3).join(', ')
  return entries.length > 3 ? `${named} and ${entries.length - 3} more` : named
}
