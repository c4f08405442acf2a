import { lineOf } from '../model/json-line.ts'
import type { ReadmeManifest, RouteManifest, SettingManifest } from '../model/manifest.ts'
import {
  contextSlots,
  copiedSlots,
  ignoredSlot,
  passedSlots,
  readmeSlots,
  type Slot,
  settingSlots,
} from '../model/manifest-slots.ts'
import { type Feature, manifestPath } from '../model/pack.ts'
import { refusedValues } from '../model/setting.ts'
import type { Context } from './context.ts'
import { initialLines, type MemberLine, memberLines } from './members.ts'
import { fillText } from './placeholders.ts'
import { readLines, type SettingLine, typeLines } from './settings.ts'
import { type Line, literal } from './template.ts'

/** Lines that follow from a manifest, and the slot that they go to. */
export interface ManifestLines extends Slot {
  readonly lines: readonly Line[]
}

/** What the data of a feature's manifest add to files of others. */
export function manifestLines(feature: Feature, context: Context): readonly ManifestLines[] {
  return [
    ...settingLines(feature),
    ...memberSlots(feature),
    ...readmeLines(feature, context),
    ...copiedLines(feature, context),
    ignoredLines(feature, context),
  ].filter(({ lines }) => lines.length > 0)
}

function settingLines(feature: Feature): readonly ManifestLines[] {
  const { settings = [] } = feature.manifest
  const lines = (made: readonly SettingLine[]) =>
    made.map(({ text, setting }) => lineFrom(feature, text, 'settings', setting.name))
  return [
    { ...settingSlots.types, lines: lines(typeLines(settings)) },
    { ...settingSlots.reads, lines: lines(readLines(settings)) },
    { ...settingSlots.invalid, lines: lines(settings.flatMap(invalidLines)) },
  ]
}

function memberSlots(feature: Feature): readonly ManifestLines[] {
  const { context = [], passed = [] } = feature.manifest
  const lines = (key: string, made: readonly MemberLine[]) =>
    made.map(({ text, name }) => lineFrom(feature, text, key, name))
  return [
    { ...contextSlots.members, lines: lines('context', memberLines(context)) },
    { ...contextSlots.values, lines: lines('context', initialLines(context)) },
    { ...passedSlots.members, lines: lines('passed', memberLines(passed, 'readonly ')) },
    { ...passedSlots.values, lines: passed.map(({ name }) => lineFrom(feature, `${name},`, 'passed', name)) },
  ]
}

function readmeLines(feature: Feature, context: Context): readonly ManifestLines[] {
  const { layout = [], routes = [], curl = [], security = [] } = feature.manifest.readme ?? {}
  const made = {
    layout: layout.map(({ path, about }) => ({ text: `| \`${path}\` | ${about} |`, key: path })),
    routes: routes.map((route) => ({ text: routeRow(route), key: route.path })),
    curl: curl.map((text) => ({ text, key: text })),
    security: security.map((row) => ({ text: securityRow(row), key: row.risk })),
  }
  return (['layout', 'routes', 'curl', 'security'] as const).map((list) => ({
    ...readmeSlots[list],
    lines: forEachResource(made[list], context).map(({ text, key, scope }) => {
      const line = lineFrom(feature, text, 'readme', list, key)
      return { ...line, text: fillText(`${line.path}:${line.number}`, text, scope) }
    }),
  }))
}

function copiedLines(feature: Feature, context: Context): readonly ManifestLines[] {
  const { copied = [] } = feature.manifest
  const lines = (textOf: (path: string) => string) => filled(feature, context, 'copied', copied, textOf)
  return [
    {
      ...copiedSlots.readme,
      lines: lines((path) => `Copy \`${path}/\` as well, to the same place beside \`package.json\`.`),
    },
    { ...copiedSlots.image, lines: lines((path) => `COPY ${path} ./${path}`) },
    { ...copiedSlots.context, lines: lines((path) => `!${path}`) },
  ]
}

function ignoredLines(feature: Feature, context: Context): ManifestLines {
  return { ...ignoredSlot, lines: filled(feature, context, 'ignored', feature.manifest.ignored ?? [], (path) => path) }
}

/** A line for each entry of a list in the manifest. */
function filled(
  feature: Feature,
  context: Context,
  key: string,
  list: readonly string[],
  textOf: (entry: string) => string,
): readonly Line[] {
  return list.map((entry) => {
    const line = lineFrom(feature, textOf(entry), key, entry)
    return { ...line, text: fillText(`${line.path}:${line.number}`, line.text, context) }
  })
}

function routeRow({ method, path, below, about }: RouteManifest): string {
  return `| \`${method} ${path}\`${below ? ' and below' : ''} | ${about} |`
}

function securityRow({ risk, measure, settings = [] }: NonNullable<ReadmeManifest['security']>[number]): string {
  return `| ${risk} | ${measure} | ${settings.map((name) => `\`${name}\``).join(', ')} |`.replace(/ {2}\|$/, ' |')
}

interface Row {
  readonly text: string
  /** By which its place in the manifest is found. */
  readonly key: string
}

/**
 * Rows that name something of a resource, or of a nested list, all that follow one another, are written for each. What
 * deletes comes last and in the opposite order: nothing can be deleted that others refer to.
 */
function forEachResource(rows: readonly Row[], context: Context): readonly (Row & { readonly scope: object })[] {
  const [first] = rows
  if (first === undefined) return []
  const next = rows.findIndex((row) => kindOf(row) !== kindOf(first))
  const [group, rest] = next === -1 ? [rows, []] : [rows.slice(0, next), rows.slice(next)]
  const scopes = scopesOf(first, context)
  return [...scopes.flatMap((scope) => group.map((row) => ({ ...row, scope }))), ...forEachResource(rest, context)]
}

function kindOf({ text }: Row): string {
  if (text.includes('{{nested.')) return 'nested'
  if (!text.includes('{{resource.')) return 'once'
  if (!text.startsWith('curl ')) return 'each'
  return text.includes(' -X DELETE ') ? 'delete' : 'curl'
}

function scopesOf(row: Row, context: Context): readonly object[] {
  const { resources, createdInOrder, nestedLists } = context
  const scopes: Record<string, () => readonly object[]> = {
    nested: () => nestedLists.map((nested) => ({ ...context, nested })),
    each: () => resources.map((resource) => ({ ...context, resource })),
    curl: () => createdInOrder.map((resource) => ({ ...context, resource })),
    delete: () => createdInOrder.map((resource) => ({ ...context, resource })).reverse(),
  }
  return scopes[kindOf(row)]?.() ?? [context]
}

function invalidLines(setting: SettingManifest): readonly SettingLine[] {
  return refusedValues(setting).map((value) => ({ text: `['${setting.name}', ${literal(value)}],`, setting }))
}

/** A line with its place in the manifest, where the manifest's text is at hand. */
function lineFrom(feature: Feature, text: string, ...keys: readonly string[]): Line {
  return { text, path: manifestPath(feature), number: lineOf(feature.text ?? '', ...keys) }
}
