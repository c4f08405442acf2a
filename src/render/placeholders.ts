import { brokenPack } from '../model/failure.ts'
import type { TemplateFile } from '../model/pack.ts'
import { checkOutputPath } from './output-path.ts'

const placeholder = /\[([\w.]+)\]/g

/** `src/resources/[resource.file].ts` is written once for each resource. */
export function isPerResource(target: string): boolean {
  return target.includes('[resource.')
}

export type MigrationKind = 'creation' | 'change' | 'removal'

/**
 * `migrations/[change.number]-change-[change.file].sql` is written once for each migration of its kind. One that creates
 * a table has the number of a resource in its path.
 */
export function migrationKind(target: string): MigrationKind | undefined {
  const [, holder] = /\[(\w+)\.number\]/.exec(target) ?? []
  if (holder === 'change' || holder === 'removal') return holder
  return holder === undefined ? undefined : 'creation'
}

/**
 * The output path of a template: `[options.dir]/index.html` with its names looked up in the scope. Throws a Failure
 * for a name that is not there, and for a path that no project may have.
 */
export function fillPlaceholders({ path, target }: TemplateFile, scope: object): string {
  const output = target.replaceAll(placeholder, (_, name: string) =>
    valueIn(scope, name, path, ['string'], " in the file's name"),
  )
  checkOutputPath(path, output)
  return output
}

/** A text of a manifest, with its names in double braces looked up. Throws a Failure for one that is not there. */
export function fillText(place: string, text: string, scope: object): string {
  return text.replaceAll(/\{\{([\w.]+)\}\}/g, (_, name: string) => valueIn(scope, name, place, ['string', 'number']))
}

function valueIn(scope: object, name: string, place: string, types: readonly string[], where = ''): string {
  const value = name.split('.').reduce<unknown>(ownMember, scope)
  if (!types.includes(typeof value)) throw brokenPack(`${place}: unknown variable "${name}"${where}`)
  return String(value)
}

function ownMember(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined
}
