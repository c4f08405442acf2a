import { type Environment, invalidSetting } from '../settings.ts'

export function readBasePath(env: Environment): string {
  const value = env['BASE_PATH'] ?? ''
  if (!/^(?:\/[\w~-][\w.~-]*)*$/.test(value)) throw invalidSetting('BASE_PATH', value, 'a path such as /shop, or empty')
  return value
}
