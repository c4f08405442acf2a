import { brokenPack } from '../model/failure.ts'
import type { TemplateFile } from '../model/pack.ts'

const placeholder = /\[([\w.]+)\]/g

/** `src/resources/[resource.file].ts` is written once for each resource. */
export function isPerResource(target: string): boolean {
  return target.includes('[resource.')
}

/** The output path of a template: `[options.dir]/index.html` with its names looked up in the scope. */
export function fillPlaceholders({ path, target }: TemplateFile, scope: object): string {
  return target.replaceAll(placeholder, (_, name: string) => {
    const value = name.split('.').reduce<unknown>((holder, key) => (holder as Record<string, unknown>)?.[key], scope)
    if (typeof value !== 'string') throw brokenPack(`${path}: unknown variable "${name}" in the file's name`)
    return value
  })
}
