import type { Choices } from '../model/answers.ts'
import { type Asker, back } from './asker.ts'
import { createAsker } from './create-asker.ts'
import { readDirectory } from './questions/directory.ts'
import type { Ui } from './ui.ts'

const shownFiles = 12
const noChoices: Choices = { with: [], without: [], options: {} }

/**
 * Asks what to do about a directory in use. `replaced`: the files that writing would replace. Enter alone is `cancel`;
 * Esc, Ctrl-C, the end of input and the signal throw the Failure "cancelled".
 */
export async function askAboutConflict(
  directory: string,
  replaced: readonly string[],
  ui: Ui,
): Promise<'cancel' | 'overwrite' | { directory: string }> {
  let isNaming = false
  ui.started()
  const asker = createAsker(ui, () => isNaming)
  try {
    for (;;) {
      isNaming = false
      asker.note(`${directory} is in use`, linesAbout(replaced))
      const choice = await askWhatToDo(asker, replaced.length)
      if (choice === 'cancel' || choice === 'overwrite') return choice
      isNaming = true
      const other = await asker.text({
        message: 'Where should the project go instead?',
        read: (text) => (text === '' ? { fault: 'type a name' } : readDirectory(ui, noChoices, text)),
      })
      if (other !== back) return { directory: other }
    }
  } finally {
    asker.close()
  }
}

function linesAbout(replaced: readonly string[]): readonly string[] {
  if (replaced.length === 0) return ['None of its files would be replaced; ours would join them.']
  const rest = replaced.length - shownFiles
  return [
    'These files would be replaced:',
    ...replaced.slice(0, shownFiles).map((path) => `  ${path}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ]
}

function askWhatToDo(asker: Asker, count: number) {
  return asker.select({
    message: 'What now?',
    options: [
      { value: 'cancel', label: 'Cancel', hint: 'write nothing' },
      { value: 'overwrite', label: 'Overwrite', hint: `${count === 1 ? '1 file' : `${count} files`}; others stay` },
      { value: 'rename', label: 'Use another name' },
    ] as const,
    initial: 'cancel',
  })
}
