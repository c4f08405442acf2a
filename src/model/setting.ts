import type { SettingManifest } from './manifest.ts'

/** The most that a timer of Node takes. */
const longestTimeoutMs = 2 ** 31 - 1
const gibibyte = 2 ** 30

/** A row of the README's table and of .env.example. */
export interface SettingRow {
  readonly name: string
  /** Empty where there is none. */
  readonly default: string
  readonly allowed: string
  readonly about: string
}

export function settingRow(setting: SettingManifest): SettingRow {
  const { name, about, default: usual = '' } = setting
  return { name, default: String(usual), allowed: allowedIn(setting), about }
}

/** The least and the most that an integer may be. */
export function boundsOf({ unit, min, max }: SettingManifest): readonly [number, number] {
  const largest = unit === 'ms' ? longestTimeoutMs : unit === 'bytes' ? gibibyte : Number.MAX_SAFE_INTEGER
  return [min ?? (unit === undefined ? 0 : 1), max ?? largest]
}

/** Values that stop the start. */
export function refusedValues(setting: SettingManifest): readonly string[] {
  return [...outside(setting), ...(setting.invalid ?? [])]
}

function allowedIn(setting: SettingManifest): string {
  const { type, choices = [], allowed } = setting
  if (allowed !== undefined) return allowed
  if (type === 'integer') return boundsOf(setting).join(' to ')
  if (type === 'flag') return '`true` or `false`'
  if (type === 'choice') {
    const words = choices.map((word) => `\`${word}\``)
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
  }
  return 'anything'
}

function outside(setting: SettingManifest): readonly string[] {
  const [min, max] = boundsOf(setting)
  if (setting.type === 'integer') return [String(min - 1), String(max + 1)]
  if (setting.type === 'flag') return ['yes']
  return setting.type === 'choice' ? ['other'] : []
}
