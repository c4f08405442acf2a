import type { Pack } from '../../model/pack.ts'
import { type Resource, timestampNames } from '../../model/resource.ts'
import { back, cancelled, type Line } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Draft, Question } from '../walk.ts'
import { titlesOf } from './features.ts'

/** Shows what will be written and asks for a last yes; a no cancels. */
export function summaryQuestion(pack: Pack, ui: Ui): Question {
  return {
    isOpen: ({ confirmed }) => confirmed !== true,
    async ask(draft, asker) {
      asker.note('Ready to write', summarize(pack, ui, draft))
      const confirmed = await asker.confirm({ message: 'Write it?', initial: true })
      if (confirmed === false) throw cancelled()
      return confirmed === back ? back : { ...draft, confirmed }
    },
  }
}

function summarize(pack: Pack, ui: Ui, { choices }: Draft): readonly Line[] {
  const { answers, directory, notes } = ui.resolve(choices)
  const files = ui.render(answers)
  const lines = [...files.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0)
  const titles = titlesOf(pack, answers.features)
  const isInUse = ui.directoryState(directory).kind === 'inUse'
  const rows: readonly (readonly [string, string])[] = [
    ['directory', isInUse ? `${directory} (in use)` : directory],
    ['package', answers.name],
    ['features', titles.join(', ') || 'none'],
    ...(answers.resources.length > 0 ? [['resources', answers.resources.map(describe).join('; ')] as const] : []),
    ['runs on', `Node ${answers.node} and later`],
    ['files', String(files.size)],
    ['lines', String(lines)],
    ['dependencies', dependenciesIn(files)],
  ]
  return [...rows.map(([label, text]) => ({ head: `${label}:`.padEnd(14), text })), ...notes]
}

function describe({ name, fields, timestamps }: Resource): string {
  const names = [...fields.map((field) => field.name), ...(timestamps ? timestampNames : [])]
  return `${name} (${names.join(', ')})`
}

function dependenciesIn(files: Map<string, string>): string {
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as { readonly dependencies?: object }
  const names = Object.keys(manifest.dependencies ?? {})
  return names.length === 0 ? '0' : `${names.length} (${names.join(', ')})`
}
