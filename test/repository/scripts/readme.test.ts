import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documents, fillSections } from '../../../scripts/readme-sections.ts'
import { realPack } from '../../support/real-pack.ts'

const textOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

test.each(Object.keys(documents))('%s says what the manifests and templates say: run `npm run docs` if not', (path) => {
  expect(fillSections(path, textOf(path), realPack)).toBe(textOf(path))
})

test('a section that is missing is named', () => {
  const readme = textOf('README.md').replace('<!-- help:', '<!-- halp:')
  expect(() => fillSections('README.md', readme, realPack)).toThrow('README.md: there is no section <!-- help:')
})

const guides = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'RELEASING.md', 'templates/README.md', 'bench/README.md']

test.each(guides)('the tests that %s names are there, in this repository or in a project', (path) => {
  const named = [...textOf(path).matchAll(/(?<!files\/)\btest\/[\w./-]*\w/g)].map(([name]) => name)
  const places = ['.', 'test/project/golden/full', 'templates/base/files']
  expect(named.filter((name) => !places.some((place) => existsSync(`${place}/${name}`)))).toEqual([])
})
