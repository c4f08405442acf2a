import { Failure } from '../model/failure.ts'
import type { JsonPath } from '../model/json-path.ts'
import { optionsOf } from '../model/options.ts'
import { type Pack, reservedNames } from '../model/pack.ts'
import type { Resource, ResourceLanguage } from '../model/resource.ts'
import { checkOption } from './option-values.ts'
import { checkName } from './project-name.ts'

type Refuse = (key: JsonPath, why: string) => Failure

export interface SavedValues {
  readonly name: string | undefined
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly resources: readonly Resource[]
}

/** What a schema cannot say of saved values. Throws what `refuse` makes of the first that is wrong. */
export function checkSaved(pack: Pack, saved: SavedValues, language: ResourceLanguage, refuse: Refuse): void {
  const { name, options, resources } = saved
  if (name !== undefined) attempt(['name'], refuse, () => checkName(name))
  for (const [feature, values] of Object.entries(options)) {
    for (const [option, value] of Object.entries(values)) {
      const known = optionsOf(pack, feature).find(({ key }) => key === option)
      if (known === undefined) continue
      attempt(['options', feature, option], refuse, () => checkOption(pack, known, value))
    }
  }
  const reserved = reservedNames(pack)
  for (const index of resources.keys()) {
    attempt(['resources', index], refuse, () => language.check(resources.slice(0, index + 1), reserved))
  }
  attempt(['resources'], refuse, () => language.checkRefs(resources))
}

function attempt(key: JsonPath, refuse: Refuse, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Failure) throw refuse(key, `is refused: ${error.message}`)
    throw error
  }
}
