import { brokenPack } from '../model/failure.ts'
import type { TemplateFile } from '../model/pack.ts'
import { checkOutputPath } from './output-path.ts'

const placeholder = /\[([\w.]+)\]/g

/** `src/resources/[resource.file].ts` is written once for each resource. */
export function isPerResource(target: string): boolean {
  return target.includes('[resource.')
}

/**
 * The output path of a template: `[options.dir]/index.html` with its names looked up in the scope. Throws a Failure
 * for a name that is not there, and for a path that no project may have.
 */
export function fillPlaceholders({ path, target }: TemplateFile, scope: object): string {
  const output = target.replaceAll(placeholder, (_, name: string) => {
    const value = name.split('.').reduce<unknown>(ownMember, scope)
    if (typeof value !== 'string') throw brokenPack(`${path}: unknown variable "${name}" in the file's name`)
    return value
  })
  checkOutputPath(path, output)
  return output
}

function ownMember(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined
}
