import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillSections } from '../../scripts/readme-sections.ts'
import { realPack } from '../support/real-pack.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test('README.md says what the manifests and templates say: run `npm run docs` when it does not', () => {
  expect(fillSections(readme, realPack)).toBe(readme)
})

test('a section that is missing is named', () => {
  expect(() => fillSections(readme.replace('<!-- help:', '<!-- halp:'), realPack)).toThrow('<!-- help:')
})
