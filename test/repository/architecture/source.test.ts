import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { realPack } from '../../support/real-pack.ts'
import { type SourceFile, sourceFiles, stringLiterals } from '../../support/source-files.ts'

const source = sourceFiles('src')
const tests = sourceFiles('test')

/** `path:line: text` of each line that matches. */
function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )
}

describe('the source has', () => {
  test.each<[string, RegExp]>([
    ['no default export', /^export default\b/],
    ['no `any`', /(:|<|\bas|\|) ?any\b/],
    ['no empty catch', /catch( \([^)]*\))? \{\s*\}/],
    ['no barrel', /^export (\*|\{[^}]*\}) from /],
    ['no compiler check switched off', /@ts-(ignore|nocheck|expect-error)/],
    ['no lint switched off', /biome-ignore/],
  ])('%s', (_, pattern) => {
    expect(linesWith(source, pattern)).toEqual([])
  })

  test('no clock and no chance where they would change the bytes', () => {
    const pure = source.filter(({ path }) => /^src\/(model|pack|render|resource)\//.test(path))
    expect(linesWith(pure, /Math\.random|randomUUID|Date\.now|new Date\(\)/)).toEqual([])
  })

  test('no process.exit outside src/cli.ts', () => {
    const others = source.filter(({ path }) => path !== 'src/cli.ts')
    expect(linesWith(others, /process\.exit\b(?!Code)/)).toEqual([])
  })

  test('no way to print but through the gate of src/cli.ts', () => {
    const others = source.filter(({ path }) => path !== 'src/cli.ts')
    expect(linesWith(others, /\bprocess\.(stdout|stderr)\.|\bconsole\.|'node:console'/)).toEqual([])
  })

  test('no file or folder that says nothing', () => {
    const vague = /^(utils?|helpers?|common|misc|index|types)(\.ts)?$/
    const names = [...source, ...tests].flatMap(({ path }) => [basename(path), ...dirname(path).split('/')])
    expect([...new Set(names)].filter((name) => vague.test(name))).toEqual([])
  })

  test('no file over 180 lines', () => {
    const long = source.filter(({ text }) => text.split('\n').length - 1 > 180)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('no feature by name: all it knows of them is in the manifests', () => {
    // One side of a merge is called the base as well, and so is a flag.
    const ids = new Set(realPack.features.map(({ id }) => id).filter((id) => id !== 'base'))
    const named = source.flatMap((file) =>
      stringLiterals(file)
        .filter((literal) => ids.has(literal) || ids.has(literal.replace(/^--(no-)?/, '')))
        .map((literal) => `${file.path}: '${literal}'`),
    )
    expect(named).toEqual([])
  })

  test('no preset by name either', () => {
    const names = new Set(Object.keys(realPack.presets))
    const named = source.flatMap((file) =>
      stringLiterals(file)
        .filter((literal) => names.has(literal))
        .map((literal) => `${file.path}: '${literal}'`),
    )
    expect(named).toEqual([])
  })
})

describe('the tests have', () => {
  test.each<[string, RegExp]>([
    ['no test that is left out or alone', /\b(test|it|describe)\.(only|skip|todo)\(/],
    ['no mock of our own modules', /\bvi\.(mock|doMock|spyOn)\(/],
    ['no fixed port', /\.listen\((?!0\b|\{|\w+\)|\(|\))\d+/],
  ])('%s', (_, pattern) => {
    expect(linesWith(tests, pattern)).toEqual([])
  })
})
