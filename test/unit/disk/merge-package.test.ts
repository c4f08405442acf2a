import { describe, expect, test } from 'vitest'
import { mergePackage } from '../../../src/disk/merge-package.ts'

const ours = JSON.stringify({
  name: 'app',
  type: 'module',
  engines: { node: '>=24' },
  scripts: { build: 'tsc', test: 'node --test' },
  devDependencies: { '@types/node': '^24.0.0', typescript: '^7.0.2' },
})

function merged(existing: object): object {
  const result = mergePackage(JSON.stringify(existing), ours)
  if ('conflict' in result) throw new Error(result.conflict)
  return JSON.parse(result.text)
}

describe('a package.json', () => {
  test('gains what it lacks', () => {
    expect(merged({})).toEqual(JSON.parse(ours))
  })

  test('keeps its name, its order and its versions, and gains inside of what it has', () => {
    const theirs = {
      version: '3.2.1',
      name: 'theirs',
      devDependencies: { typescript: '~6.0.0', eslint: '9' },
      scripts: { lint: 'eslint', build: 'tsc' },
    }
    const result = merged(theirs)
    expect(result).toEqual({
      ...JSON.parse(ours),
      name: 'theirs',
      version: '3.2.1',
      devDependencies: { typescript: '~6.0.0', eslint: '9', '@types/node': '^24.0.0' },
      scripts: { lint: 'eslint', build: 'tsc', test: 'node --test' },
    })
    expect(Object.keys(result).slice(0, 4)).toEqual(Object.keys(theirs))
  })

  test('does not name a package twice', () => {
    expect(merged({ dependencies: { typescript: '7' } })).toMatchObject({
      devDependencies: { '@types/node': '^24.0.0' },
    })
    expect(merged({ dependencies: { typescript: '7' } })).not.toHaveProperty('devDependencies.typescript')
  })

  test('loses the answers that the first projects kept in it', () => {
    const result = merged({ 'create-raw-http-app': { version: '1.0.0', answers: {} }, name: 'x' })
    expect(result).toEqual({ ...JSON.parse(ours), name: 'x' })
  })

  test.each([
    ['tabs', '{\n\t"name": "x"\n}\n', /^\{\n\t"name": "x",\n\t"type": "module",\n[^ ]*\t"engines"/],
    ['four spaces and no last line end', '{\n    "name": "x"\n}', /^\{\n {4}"name": "x",[\s\S]*\}$/],
    ['Windows line ends', '{\r\n  "name": "x"\r\n}\r\n', /^\{\r\n {2}"name": "x",\r\n {2}"type"[\s\S]*\}\r\n$/],
    ['a byte order mark', '\uFEFF{\n  "name": "x"\n}\n', /^\{\n {2}"name": "x",/],
  ])('keeps its %s', (_, existing, expected) => {
    expect(mergePackage(existing, ours)).toEqual({ text: expect.stringMatching(expected) })
  })

  test('that lacks nothing keeps its very bytes', () => {
    const existing = ours.replaceAll(',', ' ,\n')
    expect(mergePackage(existing, ours)).toEqual({ text: existing })
  })

  test('merged once more stays as it is', () => {
    const once = mergePackage('{"private": false, "scripts": {"lint": "x"}}', ours)
    expect(once).toHaveProperty('text')
    expect(mergePackage('text' in once ? once.text : '', ours)).toEqual(once)
  })

  test('with unsafe keys does no harm', () => {
    const result = mergePackage('{"__proto__": {"polluted": true}, "constructor": {"x": 1}}', ours)
    expect(result).toEqual({ text: expect.stringContaining('"__proto__"') })
    expect({}).not.toHaveProperty('polluted')
  })
})

test.each([
  ['{"type": "commonjs"}', 'package.json has "type": "commonjs", where the project needs "module".'],
  ['{"type": null}', 'package.json has "type": null, where the project needs "module".'],
  ['{"scripts": {"test": "jest"}}', 'has a script "test" of its own ("jest"), where the project needs "node --test".'],
  ['{"scripts": "x"}', 'package.json has a "scripts" that is no object.'],
  ['{"devDependencies": []}', 'package.json has a "devDependencies" that is no object.'],
  ['', 'package.json holds no JSON object.'],
  ['[]', 'package.json holds no JSON object.'],
  ['null', 'package.json holds no JSON object.'],
  ['{"name": "x",}', 'package.json holds no JSON object.'],
])('%s is refused, with the next move', (existing, message) => {
  expect(mergePackage(existing, ours)).toEqual({ conflict: expect.stringMatching(/, or choose another name\.$/) })
  expect(mergePackage(existing, ours)).toEqual({ conflict: expect.stringContaining(message) })
})
