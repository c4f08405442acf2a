import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stacks } from '../../../bench/run/stacks.ts'

const bench = new URL('../../../bench/', import.meta.url)
const textOf = (file: string | URL) => readFileSync(new URL(file, bench), 'utf8')

test.each(stacks)('the README of the bench says what $name is', ({ name }) => {
  expect(textOf('README.md')).toContain(`\n| \`${name}\` | `)
})

test.each(stacks)('the bench installs the packages of $name', ({ packages }) => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...packages]))
})

const written = stacks.filter(({ name }) => name !== 'generated')
test.each(written)('what is counted as packages of $name has all that its server imports', ({ name, packages }) => {
  expect(packages).toEqual(expect.arrayContaining([...packagesOf(new URL(`stacks/${name}.mjs`, bench))]))
})

/** The packages that a file imports, itself or by other files. */
function packagesOf(file: URL): ReadonlySet<string> {
  const imported = [...textOf(file).matchAll(/(?:\bfrom |^import |\bimport\()'([^']+)'/gm)].map(([, from = '']) => from)
  const names = imported.filter((from) => !/^(?:\.|node:)/.test(from))
  const files = imported.filter((from) => from.startsWith('.')).map((from) => new URL(from, file))
  return new Set([
    ...names.map((from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')),
    ...files.flatMap((one) => [...packagesOf(one)]),
  ])
}
