import { expect, test } from 'vitest'
import { sourceOf } from '../../../src/model/pack.ts'
import {
  joinTemplates,
  packFrom,
  publishedPack,
  splitTemplates,
  templatesOf,
} from '../../../src/pack/published-pack.ts'
import { isFixed } from '../../../src/render/compile.ts'
import { realPack } from '../../support/real-pack.ts'

test('a published pack is the same one without texts, paths of templates and what editors read', () => {
  const published = JSON.stringify(publishedPack(realPack))
  const textless = JSON.stringify(realPack, (key, value) => (['text', '$schema'].includes(key) ? undefined : value))
  expect(packFrom(JSON.parse(published))).toEqual(JSON.parse(textless))
  expect(published).not.toContain('templates/')
})

test('published templates are the same texts', () => {
  const templates = templatesOf(realPack).map((file) => ({ text: sourceOf(file), isFixed: isFixed(file) }))
  expect(splitTemplates(joinTemplates(templates))).toEqual(templates)
})
