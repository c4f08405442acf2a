import type { Answers } from '../model/answers.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { brokenPack } from '../model/failure.ts'
import { inOrder } from '../model/feature-order.ts'
import type { Feature, Fragment, Pack, TemplateFile } from '../model/pack.ts'
import { type Context, contextsOf, type ResourceContext } from './context.ts'
import { includedFeatures } from './included.ts'
import { layOut, textOf } from './lay-out.ts'
import { checkTogether } from './output-path.ts'
import { checkPackPath, checkPackSlot } from './pack-path.ts'
import { fillPlaceholders, isPerResource } from './placeholders.ts'
import type { Line, SlotLine, Template } from './template.ts'

/** Where the compiled form of a template comes from. */
export type Templates = (file: TemplateFile) => Template

interface Owned<Kind extends TemplateFile> {
  readonly template: Kind
  readonly context: Context
  readonly feature: Feature
}

/**
 * The whole project as text, by output path, sorted. Pure: the same pack and answers give the same bytes anywhere.
 * Throws a Failure that names both sides when two features own one file or a fragment finds no slot.
 */
export function renderWith(templates: Templates, pack: Pack, answers: Answers): Map<string, string> {
  return renderEach(pack, answers, (file, guests, resource) => {
    const { fixed } = templates(file.template)
    if (fixed !== undefined && guests.length === 0) return fixed
    return textOf(renderFile(templates, file, guests, resource))
  })
}

/** The same project, line by line, each with the template line it comes from. */
export function renderLinesWith(templates: Templates, pack: Pack, answers: Answers): Map<string, readonly Line[]> {
  return renderEach(pack, answers, (file, guests, resource) => renderFile(templates, file, guests, resource))
}

/** What each file of a project is made of: its template, and the resource that it is made for. */
export function renderOwnersWith(pack: Pack, answers: Answers): Map<string, string> {
  return renderEach(pack, answers, ({ template }, _, resource) => [template.path, resource?.name ?? ''].join(' '))
}

/** Every output file, made by `make` of the template that owns it and the fragments that join it. */
function renderEach<Output>(
  pack: Pack,
  answers: Answers,
  make: (file: Owned<TemplateFile>, guests: readonly Owned<Fragment>[], resource?: ResourceContext) => Output,
): Map<string, Output> {
  const included = inOrder(includedFeatures(pack, answers))
  const contexts = contextsOf(included, answers)
  const own = <Kind extends TemplateFile>(pick: (feature: Feature) => readonly Kind[]): Owned<Kind>[] =>
    [...contexts].flatMap(([feature, context]) => pick(feature).map((template) => ({ template, context, feature })))

  const fragments = own((feature) => feature.fragments)
  for (const { template, feature } of fragments) {
    if (feature.folder !== undefined) checkPackSlot(template.path, template.target)
  }
  const joining = byTarget(fragments)
  const output = new Map<string, { readonly owner: TemplateFile; readonly made: Output }>()
  for (const file of own((feature) => feature.files)) {
    const guests = joining.get(file.template.target) ?? []
    const repeats = isPerResource(file.template.target) ? file.context.resources : [undefined]
    for (const resource of repeats) {
      const path = fillPlaceholders(file.template, scopeOf(file.context, resource))
      if (file.feature.folder !== undefined) checkPackPath(file.template.path, path)
      const other = output.get(path)?.owner
      if (other) throw brokenPack(`${other.path} and ${file.template.path} both write ${path}: one file has one owner`)
      output.set(path, { owner: file.template, made: make(file, guests, resource) })
    }
  }
  checkTogether(new Map([...output].map(([path, { owner }]) => [path, owner.path])))
  checkTargets(pack, fragments)
  return new Map([...output].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, { made }]) => [path, made]))
}

function byTarget(fragments: readonly Owned<Fragment>[]): ReadonlyMap<string, readonly Owned<Fragment>[]> {
  const groups = new Map<string, Owned<Fragment>[]>()
  for (const fragment of fragments) {
    const { target } = fragment.template
    const group = groups.get(target) ?? []
    group.push(fragment)
    groups.set(target, group)
  }
  return groups
}

function renderFile(
  templates: Templates,
  { template, context }: Owned<TemplateFile>,
  guests: readonly Owned<Fragment>[],
  resource: ResourceContext | undefined,
): readonly Line[] {
  const filled = new Set(guests.map((guest) => guest.template.slot))
  const fill = templates(template)
  if (fill.fixed !== undefined && guests.length === 0) return fill(context, filled)
  const lines = fill(scopeOf(context, resource), filled)
  const declared = new Set(lines.flatMap((line) => ('slot' in line ? [line.slot] : [])))
  const homeless = guests.find((guest) => !declared.has(guest.template.slot))
  if (homeless) {
    const { path, slot } = homeless.template
    const hint = didYouMean(slot, declared)
    const list = declared.size > 0 ? `its slots are ${[...declared].join(', ')}` : 'it has no slots'
    throw brokenPack(`${path}: ${template.path} declares no slot "${slot}"${hint || ';'} ${list}`)
  }
  const whole = lines.flatMap((line) => ('slot' in line ? fillSlot(templates, line, guests, resource) : [line]))
  return layOut(whole, template.target)
}

function fillSlot(
  templates: Templates,
  place: SlotLine,
  guests: readonly Owned<Fragment>[],
  resource: ResourceContext | undefined,
): readonly Line[] {
  return guests
    .filter(({ template }) => template.slot === place.slot)
    .flatMap(({ template, context }) => {
      const lines = templates(template)(scopeOf(context, resource), new Set())
      const nested = lines.find((line) => 'slot' in line)
      if (nested) throw brokenPack(`${template.path}:${nested.number}: a fragment cannot declare a slot`)
      const end = lines.findLastIndex(({ text }) => text !== '') + 1
      return lines.slice(0, end).map((line) => ({ ...line, text: line.text === '' ? '' : place.text + line.text }))
    })
}

/** A fragment's file may be left out with its owner, but some feature must own it. */
function checkTargets(pack: Pack, fragments: readonly Owned<Fragment>[]): void {
  const targets = new Set(pack.features.flatMap((feature) => feature.files.map((file) => file.target)))
  const lost = fragments.find(({ template }) => !targets.has(template.target))
  if (lost) throw brokenPack(`${lost.template.path}: no feature writes ${lost.template.target}`)
}

function scopeOf(context: Context, resource: ResourceContext | undefined): object {
  return resource === undefined ? context : { ...context, resource }
}
