import type { SettingManifest } from '../model/manifest.ts'
import { boundsOf } from '../model/setting.ts'
import { literal } from './template.ts'

/** A line of generated code, and the setting it is there for. */
export interface SettingLine {
  readonly text: string
  readonly setting: SettingManifest
}

/** Functions of the generated src/settings.ts that read a value by its type. */
export type SettingFunction = 'integer' | 'choice' | 'flag'

/** The expression that reads a setting by its type. */
export function readExpression(setting: SettingManifest): string {
  const { name, type, default: usual = '', choices = [] } = setting
  if (type === 'integer') return `integer(env, '${name}', ${numeral(Number(usual))}, ${boundsText(setting)})`
  if (type === 'flag') return `flag(env, '${name}', ${usual})`
  if (type === 'choice') return `choice(env, '${name}', ${literal(usual)}, [${choices.map(literal).join(', ')}])`
  return `env['${name}'] || ${usual === '' ? 'undefined' : literal(usual)}`
}

/** The bounds of an integer; `milliseconds` is a constant of the generated src/config.ts. */
export function boundsText(setting: SettingManifest): string {
  const [min, max] = boundsOf(setting)
  if (setting.unit !== 'ms' || setting.max !== undefined) return `[${numeral(min)}, ${numeral(max)}]`
  return min === 1 ? 'milliseconds' : `[${numeral(min)}, milliseconds[1]]`
}

/** The function that its line of src/config.ts calls; undefined where it calls none of these. */
export function functionFor({ type, property, reader }: SettingManifest): SettingFunction | undefined {
  if (property === undefined || reader !== undefined || type === 'text' || type === 'custom') return undefined
  return type
}

/** Members of `Config`, with the imports of their types. */
export function typeLines(settings: readonly SettingManifest[]): readonly SettingLine[] {
  return inGroups(settings, 'readonly ', '', (setting, name) => [
    ...typeImport(setting),
    ...(setting.comment === undefined ? [] : [`/** ${setting.comment} */`]),
    `readonly ${name}: ${typeOf(setting)}`,
  ])
}

/** What `readConfig` returns for them, with the imports that this needs. */
export function readLines(settings: readonly SettingManifest[]): readonly SettingLine[] {
  return inGroups(settings, '', ',', (setting, name) => {
    const { reader } = setting
    if (reader !== undefined)
      return [`import { ${reader.name} } from '${reader.from}'`, `${name}: ${reader.name}(env),`]
    const called = functionFor(setting)
    const imports = called === undefined ? [] : [`import { ${called} } from './settings.ts'`]
    return [...imports, `${name}: ${readExpression(setting)},`]
  })
}

/** Settings whose properties begin alike, as in `rateLimit.max`, are the members of one object. */
function inGroups(
  settings: readonly SettingManifest[],
  keyword: string,
  end: string,
  write: (setting: SettingManifest, name: string) => readonly string[],
): readonly SettingLine[] {
  const own = settings.filter(({ property }) => property !== undefined)
  return own.flatMap((setting, index) => {
    const [head = '', member] = setting.property?.split('.') ?? []
    const group = member === undefined ? undefined : head
    const opens = group !== undefined && groupOf(own[index - 1]) !== group
    const closes = group !== undefined && groupOf(own[index + 1]) !== group
    const lines = write(setting, member ?? head)
    return [
      ...(opens ? [`${keyword}${group}: {`] : []),
      ...(group === undefined ? lines : lines.map((line) => (line.startsWith('import ') ? line : `  ${line}`))),
      ...(closes ? [`}${end}`] : []),
    ].map((text) => ({ text, setting }))
  })
}

function groupOf(setting: SettingManifest | undefined): string | undefined {
  const [head, member] = setting?.property?.split('.') ?? []
  return member === undefined ? undefined : head
}

function typeOf({ type, default: usual, choices = [], reader }: SettingManifest): string {
  if (reader !== undefined) return reader.type
  if (type === 'integer') return 'number'
  if (type === 'flag') return 'boolean'
  if (type === 'choice') return choices.map(literal).join(' | ')
  return usual === undefined || usual === '' ? 'string | undefined' : 'string'
}

/** A type with a capital is one that a module exports. */
function typeImport({ reader }: SettingManifest): readonly string[] {
  const [name] = /^[A-Z]\w*/.exec(reader?.type ?? '') ?? []
  if (reader === undefined || name === undefined) return []
  const { from, typeFrom } = reader
  return [
    typeFrom === undefined ? `import { type ${name} } from '${from}'` : `import type { ${name} } from '${typeFrom}'`,
  ]
}

/** As the formatter writes it: `10_000`, but `5000`. */
function numeral(value: number): string {
  const digits = String(value)
  return digits.length < 5 ? digits : digits.replaceAll(/\B(?=(?:\d{3})+$)/g, '_')
}
