import type { Field, FieldValue } from '../model/resource.ts'
import { codeOf, variantOf } from './samples.ts'

/** An item to begin with: its fields, each with its value as an expression, which is not for refs. */
export interface Seed<SeedField> {
  readonly fields: readonly (SeedField & { readonly code: string })[]
}

interface Exampled extends Pick<Field, 'type' | 'values' | 'min' | 'max' | 'unique'> {
  readonly example: FieldValue
}

const mostSeeds = 3

/** As many as differ in each unique field. */
export function seedsOf<SeedField extends Exampled>(fields: readonly SeedField[]): readonly Seed<SeedField>[] {
  const seeds: Seed<SeedField>[] = []
  for (let n = 0; n < mostSeeds; n += 1) {
    const seed = fields.map((field) => ({ ...field, code: codeOf(variantOf(field, field.example, n)) }))
    const isTaken = seeds.some((other) =>
      seed.some(({ code, unique }, at) => unique && other.fields[at]?.code === code),
    )
    if (isTaken) break
    seeds.push({ fields: seed })
  }
  return seeds
}
