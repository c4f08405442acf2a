import { featureOf, type Pack } from '../../model/pack.ts'
import { type Field, propertyOf, type Resource, timestampNames, writtenTypes } from '../../model/resource.ts'
import { back, type Line, type Reading } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Draft, Question } from '../walk.ts'
import { messageOf } from './refusal.ts'

/** Asks for resources line by line: one, and then another until there are enough. */
export function resourceQuestions(pack: Pack, ui: Ui): readonly Question[] {
  return [
    {
      isOpen: (draft) =>
        takesResources(pack, ui, draft) &&
        (!draft.entered || draft.wantsMore === true || missingIn(draft) !== undefined),
      async ask(draft, asker, remembered) {
        const entered = draft.entered ?? []
        const others = entered.map(({ resource }) => resource)
        const byDefault = remembered.entered?.[entered.length]?.text ?? defaultsOf(pack)[entered.length]
        const text = await asker.text({
          message: messageFor(draft),
          hint: [
            `Types: ${writtenTypes.join(', ')}; a range as in string(1..200), integer(0..)`,
            'After a type: ":optional", ":unique", ":default=value"; no type is a string',
            'The word "timestamps" adds createdAt and updatedAt',
          ],
          ...(byDefault === undefined ? {} : { default: byDefault }),
          read: (typed) => readResource(ui, typed, others),
        })
        if (text === back) return back
        const resource = ui.parseResource(unquoted(text), others)
        return { ...draft, entered: [...entered, { resource, text }], wantsMore: false }
      },
    },
    {
      isOpen: (draft) => takesResources(pack, ui, draft),
      async ask(draft, asker) {
        const wantsMore = await asker.confirm({ message: 'Another resource?', initial: false })
        if (wantsMore === back) return back
        if (wantsMore) return { ...draft, wantsMore }
        const resources = (draft.entered ?? []).map(({ resource }) => resource)
        return { ...draft, choices: { ...draft.choices, resources } }
      },
    },
  ]
}

function messageFor(draft: Draft): string {
  const missing = missingIn(draft)
  if (missing !== undefined) return `Which fields do ${missing} have? Another resource refers to them`
  return draft.entered ? 'Which one next?' : 'Which resource? Its name, then name:type of each field'
}

/** What a resource refers to that was not entered yet. */
function missingIn({ entered = [] }: Draft): string | undefined {
  const refs = entered.flatMap(({ resource }) => resource.fields.flatMap(({ ref }) => ref ?? []))
  return refs.find((ref) => !entered.some(({ resource }) => resource.name === ref))
}

function takesResources(pack: Pack, ui: Ui, { choices }: Draft): boolean {
  if (choices.resources !== undefined) return false
  return ui.resolve(choices).answers.features.some((id) => featureOf(pack, id).manifest.resources !== undefined)
}

function defaultsOf(pack: Pack): readonly string[] {
  return pack.features.flatMap(({ manifest }) => manifest.resources?.default ?? [])
}

function readResource(ui: Ui, text: string, others: readonly Resource[]): Reading {
  if (text === '') return { fault: 'type a name and its fields, such as notes title:string' }
  const specification = unquoted(text)
  const fault = messageOf(() => ui.parseResource(specification, others))
  return fault === undefined ? { preview: tableOf(ui.parseResource(specification, others)) } : { fault }
}

/** Whoever copies a command line copies the quotes that a shell wants. */
function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2')
}

function tableOf({ name, singular, fields, timestamps }: Resource): readonly Line[] {
  const listed = [
    ...fields.map((field) => [propertyOf(field), describe(field)] as const),
    ...(timestamps ? timestampNames.map((time) => [time, 'datetime, set by the server'] as const) : []),
  ]
  const width = Math.max(...listed.map(([field]) => field.length))
  const rows = listed.map(([field, text]) => ({ head: `  ${field.padEnd(width)}  `, text }))
  const parents = [...new Set(fields.flatMap(({ ref }) => ref ?? []))]
  return [
    `/api/${name}, each a ${singular}`,
    ...rows,
    ...parents.map((parent) => ({
      head: '  ',
      text: `/api/${parent}/1/${name} lists what refers to one of ${parent}`,
    })),
  ]
}

function describe(field: Field): string {
  const kind = kindOf(field)
  const rules = [
    ...(field.optional ? ['optional'] : []),
    ...(field.unique ? ['unique'] : []),
    ...rangeOf(field),
    ...(field.default === undefined ? [] : [`${JSON.stringify(field.default)} by default`]),
  ]
  return [kind, ...rules].join(', ')
}

function kindOf({ type, values, ref }: Field): string {
  if (type === 'enum') return values.join(' | ')
  return type === 'ref' ? `the id of one of ${ref}` : type
}

function rangeOf({ type, min, max }: Field): string[] {
  if (min === undefined && max === undefined) return []
  const unit = type === 'string' ? ' characters' : ''
  if (min === undefined) return [`at most ${max}${unit}`]
  return [max === undefined ? `at least ${min}${unit}` : `${min} to ${max}${unit}`]
}
