import type { Feature, Pack } from '../model/pack.ts'
import type { Line } from './template.ts'

/** The template lines that a generated line comes from, as `path:line`; none for a line the renderer put in. */
export function originsOf(line: Line | undefined): readonly string[] {
  if (line === undefined || line.path === '') return []
  return [line, ...(line.also ?? [])].map(({ path, number }) => `${path}:${number}`)
}

/** The feature that a template, or a line of one, belongs to. */
export function featureAt(pack: Pack, place: string): Feature | undefined {
  const below = ['files/', 'slots/', 'feature.json']
  return pack.features.find(({ folder }) => below.some((name) => place.startsWith(`${folder}/${name}`)))
}
