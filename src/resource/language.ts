import type { ResourceLanguage } from '../model/resource.ts'
import { checkRefs } from './check-refs.ts'
import { checkResources } from './check-resources.ts'
import { formatSpecification } from './format-specification.ts'
import { parseSpecification } from './parse-specification.ts'

export const resourceLanguage: ResourceLanguage = {
  parse: parseSpecification,
  format: formatSpecification,
  check: checkResources,
  checkRefs,
}
