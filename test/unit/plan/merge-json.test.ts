import { expect, test } from 'vitest'
import { isKeyed, mergeJson } from '../../../src/plan/merge-json.ts'

const print = (value: object) => `${JSON.stringify(value, null, 2)}\n`

test.each<[string, object, object, object, object, readonly string[]]>([
  ['a new value', { a: 1 }, { a: 1, mine: 1 }, { a: 2 }, { a: 2, mine: 1 }, []],
  ['a new key', { a: 1 }, { a: 3 }, { a: 1, b: 2 }, { a: 3, b: 2 }, []],
  ['a key that is left out', { a: 1, b: 2 }, { a: 1, b: 2, mine: 1 }, { a: 1 }, { a: 1, mine: 1 }, []],
  ['a key inside', { s: { a: 1 } }, { s: { a: 1, x: 1 } }, { s: { a: 2, b: 1 } }, { s: { a: 2, b: 1, x: 1 } }, []],
  ['a key that the user took away', { a: 1, b: 2 }, { b: 2 }, { a: 3, b: 3 }, { b: 3 }, []],
  ['the same change', { a: 1 }, { a: 2 }, { a: 2 }, { a: 2 }, []],
  ['two changes of one key', { s: { a: 1 } }, { s: { a: 2 } }, { s: { a: 3 } }, { s: { a: 2 } }, ['s.a']],
  ['a key that both put in', { a: 1 }, { a: 1, b: 2 }, { a: 1, b: 3 }, { a: 1, b: 2 }, ['b']],
  ['a changed key that is left out', { a: 1, b: 1 }, { a: 1, b: 2 }, { a: 1 }, { a: 1, b: 2 }, ['b']],
  ['lists', { l: ['a', 'b'] }, { l: ['a', 'b', 'mine'] }, { l: ['a', 'c'] }, { l: ['a', 'mine', 'c'] }, []],
  ['an object that goes', { d: { a: 1 }, e: 1 }, { d: { a: 1, x: 1 }, e: 1 }, { e: 1 }, { d: { x: 1 }, e: 1 }, []],
])('%s', (_, base, yours, next, expected, conflicts) => {
  const merged = mergeJson(print(base), print(yours), print(next))
  expect(JSON.parse(merged?.text ?? '')).toEqual(expected)
  expect(merged?.conflicts).toEqual(conflicts)
})

test('a new key comes where it is in ours, and what the user wrote stays as it is', () => {
  const yours = `{
    // why
    "extends": "./x.json",
    "include": ["src", "test"],
    /* mine */ "compilerOptions": { "strict": true, "noEmit": true },
}
`
  const base = print({ extends: './x.json', compilerOptions: { strict: true, noEmit: true }, include: ['src', 'test'] })
  const next = print({ ...JSON.parse(base), extends: './y.json', files: ['x.ts'] })
  expect(mergeJson(base, yours, next)?.text).toBe(`{
    // why
    "extends": "./y.json",
    "include": ["src", "test"],
    "files": ["x.ts"],
    /* mine */ "compilerOptions": { "strict": true, "noEmit": true },
}
`)
})

test.each([
  ['one line', '{ "a": 1, "s": { "x": 1 } }\n', '{ "a": 1, "b": { "c": 1 }, "s": { "x": 1, "y": 2 } }\n'],
  [
    'tabs',
    '{\n\t"a": 1,\n\t"s": {\n\t\t"x": 1\n\t}\n}\n',
    '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t},\n\t"s": {\n\t\t"x": 1,\n\t\t"y": 2\n\t}\n}\n',
  ],
  [
    'an empty object',
    '{\n  "a": 1,\n  "s": {}\n}',
    '{\n  "a": 1,\n  "b": {\n    "c": 1\n  },\n  "s": {\n    "y": 2\n  }\n}',
  ],
])('new keys come in the style of a file of %s', (_, yours, expected) => {
  const { a, s } = JSON.parse(yours)
  expect(mergeJson(yours, `${yours} `, print({ a, b: { c: 1 }, s: { ...s, y: 2 } }))?.text).toBe(`${expected} `)
})

test.each([['{'], ['[]'], ['null'], ['']])('%j is no object', (yours) => {
  expect(mergeJson('{}', yours, '{"a":1}')).toBeUndefined()
})

test.each([
  ['package.json', true],
  ['tsconfig.json', true],
  ['tsconfig.build.json', true],
  ['src/tsconfig.json', true],
  ['.raw-http-app.json', false],
  ['mypackage.json', false],
])('%s is merged by key: %s', (path, expected) => {
  expect(isKeyed(path)).toBe(expected)
})
