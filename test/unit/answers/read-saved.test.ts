import { expect, test } from 'vitest'
import { readSaved } from '../../../src/answers/read-saved.ts'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import type { Answers } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const answers: Answers = {
  name: 'shop',
  features: ['crates', 'root', 'web'],
  resources: ['apples colour', 'staff/employee level:enum=a,b:optional'].map(resourceLanguage.parse),
  options: { web: { dir: 'assets', depth: '3', mood: 'wild', motto: '' } },
  node: 24,
  packageManager: 'pnpm',
}

function read(json: unknown, file = 'answers.json') {
  return readSaved(pack, json, file, resourceLanguage)
}

test.each([
  ['plain', answers, 'answers.json'],
  ['in the record of a project', { version: '0.0.1', answers, files: {} }, 'a/.raw-http-app.json'],
  [
    'in the package.json of one of the first projects',
    { name: 'x', 'create-raw-http-app': { version: '0.0.1', answers } },
    'a/package.json',
  ],
])('answers %s resolve to themselves', (_, json, file) => {
  const environment = { nodeMajor: 20, cwd: '/' }
  const resolved = resolveAnswers(pack, read(JSON.parse(JSON.stringify(json)), file), environment, resourceLanguage)
  expect(resolved.answers).toEqual(answers)
})

test('what a file leaves out stays open', () => {
  expect(read({ $schema: './schema.json' })).toEqual({ with: [], without: [], options: {} })
})

test('a resource may leave out what has a default', () => {
  expect(read({ resources: [{ name: 'people', fields: [{ name: 'name' }] }] }).resources).toEqual([
    resourceLanguage.parse('people name:string'),
  ])
})

test('a resource may have rules and timestamps', () => {
  const fields = [
    { name: 'name', min: 1, max: 200 },
    { name: 'age', type: 'integer', max: 150, default: 0 },
  ]
  expect(read({ resources: [{ name: 'people', fields, timestamps: true }] }).resources).toEqual([
    resourceLanguage.parse('people name:string(1..200) age:integer(..150):default=0 timestamps'),
  ])
  expect(read({ resources: [{ name: 'people', fields: [{ name: 'name' }], timestamps: false }] }).resources).toEqual([
    resourceLanguage.parse('people name'),
  ])
})

test('a resource may refer to one that comes after it', () => {
  const posts = { name: 'posts', fields: [{ name: 'author', type: 'ref', ref: 'users', optional: true }] }
  expect(read({ resources: [posts, { name: 'users', fields: [{ name: 'name' }] }] }).resources).toEqual(
    ['posts author:ref=users:optional', 'users name'].map(resourceLanguage.parse),
  )
})

test.each<[unknown, string]>([
  [[], '$ has to be of type object, and is []'],
  ['x', '$ has to be of type object'],
  [null, '$ has to be of type object, and is null'],
  [{ nam: 'x' }, 'unknown key nam; did you mean "name"?'],
  [JSON.parse('{"__proto__": {}}'), 'unknown key __proto__'],
  [{ constructor: {} }, 'unknown key constructor'],
  [{ 'a b': 1 }, 'unknown key ["a b"]'],
  [{ directory: 'x' }, 'unknown key directory'],
  [{ name: 5 }, 'name has to be of type string, and is 5'],
  [{ features: 'web' }, 'features has to be of type array, and is "web"'],
  [
    { features: ['web', 'rot'] },
    'features[1] is "rot", which is none of alone, crates, root, tree, trunk, web; did you mean "root"?\nFeatures of your own need their --pack',
  ],
  [{ features: ['ground'] }, 'features[0] is "ground", which is none of'],
  [{ features: ['web', 'web'] }, 'features names something twice'],
  [{ node: '22' }, 'node has to be of type integer, and is "22"'],
  [{ node: 23 }, 'node is 23, which is none of 20, 22, 24, 26'],
  [{ packageManager: 'nmp' }, 'packageManager is "nmp", which is none of npm, pnpm, yarn, bun; did you mean "npm"?'],
  [{ options: { web: { dri: 'x' } } }, 'unknown key options.web.dri; did you mean "dir"?'],
  [{ options: { wbe: {} } }, 'unknown key options.wbe; did you mean "web"?'],
  [{ options: { root: {} } }, 'unknown key options.root'],
  [{ options: { web: { depth: 3 } } }, 'options.web.depth has to be of type string, and is 3'],
  [
    { options: { web: { mood: 'clam' } } },
    'options.web.mood is "clam", which is none of calm, wild; did you mean "calm"?',
  ],
  [{ resources: [{ name: 'x' }] }, 'resources[0] lacks a key: it needs name and fields'],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', typ: 'string' }] }] },
    'unknown key resources[0].fields[0].typ; did you mean "type"?',
  ],
  [{ resources: [{ name: 'x', fields: [{ name: 'a', type: 'strin' }] }] }, 'resources[0].fields[0].type is "strin"'],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', optional: 'yes' }] }] },
    'resources[0].fields[0].optional has to be of type boolean',
  ],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', min: '1' }] }] },
    'resources[0].fields[0].min has to be of type number, and is "1"',
  ],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', type: 'ref' }] }] },
    'resources[0] is refused: resource "x", field "a": a ref needs the name of its resource',
  ],
  [
    { resources: [{ name: 'xs', fields: [{ name: 'a', type: 'ref', ref: 'ys' }] }] },
    'resources is refused: resource "xs", field "a": refers to "ys", which is not a resource',
  ],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', default: [] }] }] },
    'resources[0].fields[0].default has to be of type string',
  ],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a' }], timestamps: 'yes' }] },
    'resources[0].timestamps has to be of type boolean',
  ],
  [
    { resources: [{ name: 'x', fields: [{ name: 'a', default: 5 }] }] },
    'resources[0] is refused: resource "x", field "a": its default 5 would be refused: it must be a string',
  ],
  [{ features: ['web'], resources: [{ name: 'x', fields: [] }] }, 'resources needs crates among the features'],
  [{ features: ['root'], options: { web: {} } }, 'options.web needs web among the features'],
  [{ name: 'A B' }, 'name is refused: "A B" is no package name'],
  [{ options: { web: { dir: '../x' } } }, 'options.web.dir is refused: "../x": it has to stay inside'],
  [{ options: { web: { depth: 'deep' } } }, 'options.web.depth is refused: "deep": give a whole number'],
  [
    {
      resources: [
        { name: 'x', fields: [{ name: 'a' }] },
        { name: 'y', fields: [] },
      ],
    },
    'resources[1] is refused: resource "y" has no fields',
  ],
  [{ resources: [{ name: 'stores', fields: [{ name: 'a' }] }] }, 'resources[0] is refused: resource "stores"'],
])('%j is refused: %s', (json, message) => {
  expect(() => read(json)).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(`answers.json: ${message}`) }),
  )
})

test.each<[unknown, string]>([
  [{ name: 'x' }, 'package.json has no "create-raw-http-app"'],
  [{ 'create-raw-http-app': {} }, 'create-raw-http-app.answers has to be of type object, and is null'],
  [
    { 'create-raw-http-app': { answers: { nam: '' } } },
    'unknown key create-raw-http-app.answers.nam; did you mean "name"?',
  ],
])('in a package.json %j is refused: %s', (json, message) => {
  expect(() => read(json, 'package.json')).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }),
  )
})
