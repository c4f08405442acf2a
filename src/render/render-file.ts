import { didYouMean } from '../model/did-you-mean.ts'
import { brokenPack } from '../model/failure.ts'
import { type Feature, headLine, manifestPath, type TemplateFile } from '../model/pack.ts'
import type { Context } from './context.ts'
import { layOut } from './lay-out.ts'
import { manifestLines } from './manifest-lines.ts'
import { checkPackSlot } from './pack-path.ts'
import type { ResourceContext } from './resource-context.ts'
import type { Line, SlotLine, Template } from './template.ts'

/** Where the compiled form of a template comes from. */
export type Templates = (file: TemplateFile) => Template

/** A file of a feature, and what its template sees. */
export interface Owned<Kind extends TemplateFile> {
  readonly template: Kind
  readonly context: Context
  readonly feature: Feature
}

/** What a file is made for, by the name under which its template finds that: a resource, a migration, or nothing. */
export type Subject = Readonly<Record<string, Pick<ResourceContext, 'name' | 'number'>>>

/** Lines for a slot of a file, from a fragment or from a manifest. */
export interface Guest {
  /** As messages name it. */
  readonly place: string
  readonly target: string
  readonly slot: string
  lines(subject: Subject): readonly Line[]
}

export function byTarget(guests: readonly Guest[]): ReadonlyMap<string, readonly Guest[]> {
  const groups = new Map<string, Guest[]>()
  for (const guest of guests) {
    const group = groups.get(guest.target) ?? []
    group.push(guest)
    groups.set(guest.target, group)
  }
  return groups
}

/** What a feature adds to files: what its manifest asks for, then its fragments. */
export function guestsOf(templates: Templates, feature: Feature, context: Context): readonly Guest[] {
  const fromManifest = manifestLines(feature, context).map(({ target, slot, lines }) => ({
    place: manifestPath(feature),
    target,
    slot,
    lines: () => lines,
  }))
  const fragments = feature.fragments.map((fragment) => {
    if (feature.foreign) checkPackSlot(fragment.path, fragment.target)
    const { path, target, slot } = fragment
    const lines = (subject: Subject) => fragmentLines(templates(fragment)({ ...context, ...subject }, new Set()))
    const place = fragment.firstLine === undefined ? path : `${path}:${headLine(fragment)}`
    return { place, target, slot, lines }
  })
  return [...fromManifest, ...fragments]
}

function fragmentLines(lines: readonly (Line | SlotLine)[]): readonly Line[] {
  const nested = lines.find((line) => 'slot' in line)
  if (nested) throw brokenPack(`${nested.path}:${nested.number}: a fragment cannot declare a slot`)
  return lines.slice(0, lines.findLastIndex(({ text }) => text !== '') + 1)
}

/** The lines of a file, with what its slots are filled with. */
export function renderFile(
  templates: Templates,
  { template, context }: Owned<TemplateFile>,
  guests: readonly Guest[],
  subject: Subject,
): readonly Line[] {
  const filled = new Set(guests.map(({ slot }) => slot))
  const fill = templates(template)
  if (fill.fixed !== undefined && guests.length === 0) return fill(context, filled)
  const lines = fill({ ...context, ...subject }, filled)
  const declared = new Set(lines.flatMap((line) => ('slot' in line ? [line.slot] : [])))
  const homeless = guests.find(({ slot }) => !declared.has(slot))
  if (homeless) {
    const { place, slot } = homeless
    const hint = didYouMean(slot, declared)
    const list = declared.size > 0 ? `its slots are ${[...declared].join(', ')}` : 'it has no slots'
    throw brokenPack(`${place}: ${template.path} declares no slot "${slot}"${hint || ';'} ${list}`)
  }
  const whole = lines.flatMap((line) => ('slot' in line ? fillSlot(line, guests, subject) : [line]))
  return layOut(whole, template.target)
}

function fillSlot(place: SlotLine, guests: readonly Guest[], subject: Subject): readonly Line[] {
  return guests
    .filter(({ slot }) => slot === place.slot)
    .flatMap((guest) => guest.lines(subject))
    .map((line) => ({ ...line, text: line.text === '' ? '' : place.text + line.text }))
}
