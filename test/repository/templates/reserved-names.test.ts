import { expect, test } from 'vitest'
import { reservedNames } from '../../../src/model/pack.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { realPack } from '../../support/real-pack.ts'

const reserved = reservedNames(realPack)
const check = (specification: string) => checkResources([parseSpecification(specification)], reserved)

test.each([
  'configs title',
  'fields/pasture title',
  'dependencies/need title',
  'health/state title',
  'docs title',
  'hellos/hello title',
  'routers title',
  'stores/shop title',
  'shops/store title',
  'shops/stored title',
])('%s is refused: the code of a project has that name already', (specification) => {
  expect(() => check(specification)).toThrow(/project uses/)
})

test('another name is not', () => {
  expect(() => check('shops title')).not.toThrow()
})
