import type { Answers } from '../model/answers.ts'
import { brokenPack } from '../model/failure.ts'
import { inOrder } from '../model/feature-order.ts'
import { firstHistory, type History } from '../model/migration.ts'
import type { Feature, Pack, TemplateFile } from '../model/pack.ts'
import { contextsOf } from './context.ts'
import { includedFeatures } from './included.ts'
import { textOf } from './lay-out.ts'
import { migrationContexts } from './migrations.ts'
import { checkTogether } from './output-path.ts'
import { checkPackPath } from './pack-path.ts'
import { fillPlaceholders, isPerResource, migrationKind } from './placeholders.ts'
import { byTarget, type Guest, guestsOf, type Owned, renderFile, type Subject, type Templates } from './render-file.ts'
import type { Line } from './template.ts'

/** The one file that says how long the others take to read. */
const readme = 'README.md'
const linesPerMinute = 60

/**
 * The whole project as text, by output path, sorted. Pure: the same pack, answers and history give the same bytes
 * anywhere. Throws a Failure that names both sides when two features own one file or a fragment finds no slot.
 */
export function renderWith(templates: Templates, pack: Pack, answers: Answers, history?: History): Map<string, string> {
  const make: Make<string> = (file, guests, subject) => {
    const { fixed } = templates(file.template)
    if (fixed !== undefined && guests.length === 0) return fixed
    return textOf(renderFile(templates, file, guests, subject))
  }
  return renderEach(pack, answers, history, templates, make, (text) => text.split('\n'))
}

/** The same project, line by line, each with the template line it comes from. */
export function renderLinesWith(
  templates: Templates,
  pack: Pack,
  answers: Answers,
  history?: History,
): Map<string, readonly Line[]> {
  const make: Make<readonly Line[]> = (file, guests, subject) => renderFile(templates, file, guests, subject)
  return renderEach(pack, answers, history, templates, make, (lines) => lines.map(({ text }) => text))
}

/** What each file of a project is made of: its template, and the resource or the migration that it is made for. */
export function renderOwnersWith(
  templates: Templates,
  pack: Pack,
  answers: Answers,
  history?: History,
): Map<string, string> {
  const make: Make<string> = ({ template }, _, subject) => {
    const [made] = Object.values(subject)
    return [template.path, made?.name ?? '', ...(made && migrationKind(template.target) ? [made.number] : [])].join(' ')
  }
  return renderEach(pack, answers, history, templates, make, () => [])
}

type Make<Output> = (file: Owned<TemplateFile>, guests: readonly Guest[], subject: Subject) => Output

/**
 * Every output file, made by `make` of the template that owns it and the fragments that join it. `linesOf`: the lines of
 * what it makes.
 */
function renderEach<Output>(
  pack: Pack,
  answers: Answers,
  history: History | undefined,
  templates: Templates,
  make: Make<Output>,
  linesOf: (made: Output) => readonly string[],
): Map<string, Output> {
  const included = inOrder(includedFeatures(pack, answers))
  const contexts = contextsOf(included, answers)
  const own = <Kind extends TemplateFile>(pick: (feature: Feature) => readonly Kind[]): Owned<Kind>[] =>
    [...contexts].flatMap(([feature, context]) => pick(feature).map((template) => ({ template, context, feature })))

  const guests = [...contexts].flatMap(([feature, context]) => guestsOf(templates, feature, context))
  const joining = byTarget(guests)
  const migrations = migrationContexts(history ?? firstHistory(answers.resources))
  const output = new Map<string, { readonly owner: TemplateFile; readonly made: Output }>()
  let codeLines = 0
  const isReadme = ({ template }: Owned<TemplateFile>) => template.target === readme
  const files = own((feature) => feature.files).sort((one, other) => Number(isReadme(one)) - Number(isReadme(other)))
  for (const owned of files) {
    const reading = { ...owned.context, readingMinutes: minutesFor(codeLines) }
    const file = isReadme(owned) ? { ...owned, context: reading } : owned
    const joined = joining.get(file.template.target) ?? []
    for (const subject of subjectsOf(file)) {
      const path = fillPlaceholders(file.template, { ...file.context, ...subject })
      if (file.feature.foreign) checkPackPath(file.template.path, path)
      const other = output.get(path)?.owner
      if (other) throw brokenPack(`${other.path} and ${file.template.path} both write ${path}: one file has one owner`)
      const made = make(file, joined, subject)
      if (/^src\/.*\.ts$/.test(path)) codeLines += linesOf(made).filter((line) => line !== '').length
      output.set(path, { owner: file.template, made })
    }
  }
  checkTogether(new Map([...output].map(([path, { owner }]) => [path, owner.path])))
  checkTargets(pack, included)
  return new Map([...output].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, { made }]) => [path, made]))

  /** A file is written once for each. */
  function subjectsOf({ template: { target }, context }: Owned<TemplateFile>): readonly Subject[] {
    const kind = migrationKind(target)
    if (kind !== undefined) return migrations[kind]
    return isPerResource(target) ? context.resources.map((resource) => ({ resource })) : [{}]
  }
}

/** To the next five: nobody reads that evenly. */
function minutesFor(lines: number): number {
  return Math.max(1, Math.round(lines / linesPerMinute / 5)) * 5
}

/** A fragment's file may be left out with its owner, but some feature must own it. */
function checkTargets(pack: Pack, included: readonly Feature[]): void {
  const targets = new Set(pack.features.flatMap((feature) => feature.files.map((file) => file.target)))
  const lost = included.flatMap(({ fragments }) => fragments).find(({ target }) => !targets.has(target))
  if (lost) throw brokenPack(`${lost.path}: no feature writes ${lost.target}`)
}
