import { expect, test } from 'vitest'
import { packFrom, publishedPack } from '../../src/pack/published-pack.ts'
import { realPack } from '../support/real-pack.ts'

test('a published pack is the same one without the texts, and without the paths of templates', () => {
  const published = JSON.stringify(publishedPack(realPack))
  const textless = JSON.stringify(realPack, (key, value) => (key === 'text' ? undefined : value))
  expect(packFrom(JSON.parse(published))).toEqual(JSON.parse(textless))
  expect(published).not.toContain('templates/')
})
