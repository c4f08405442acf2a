import { expect, test } from 'vitest'
import type { Field } from '../../../src/model/resource.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { formatSpecification } from '../../../src/resource/format-specification.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'

const title: Field = { name: 'title', type: 'string', optional: false, unique: false, values: [] }

test('a specification is a plural name and fields with their types and marks', () => {
  expect(parseSpecification('todos title:string done:boolean:optional')).toEqual({
    name: 'todos',
    singular: 'todo',
    fields: [title, { name: 'done', type: 'boolean', optional: true, unique: false, values: [] }],
  })
})

test.each<[string, string, Partial<Field>]>([
  ['no type means string', 'title', {}],
  ['a mark may stand without a type', 'title:optional', { optional: true }],
  ['both marks', 'title:string:optional:unique', { optional: true, unique: true }],
  ['marks in any order', 'title:string:unique:optional', { optional: true, unique: true }],
  ['an enum has values', 'title:enum=low,mid-2,_HIGH', { type: 'enum', values: ['low', 'mid-2', '_HIGH'] }],
  ['a datetime', 'title:datetime', { type: 'datetime' }],
  ['a range', 'title:string(1..200)', { min: 1, max: 200 }],
  ['a range that is open above', 'title:integer(-5..)', { type: 'integer', min: -5 }],
  ['a range that is open below', 'title:number(..1.5e3)', { type: 'number', max: 1500 }],
  ['a range before modifiers', 'title:string(..9):unique', { max: 9, unique: true }],
  ['a ref', 'title:ref=blog-posts', { type: 'ref', ref: 'blog-posts' }],
  ['a ref with marks', 'title:ref=users:unique:optional', { type: 'ref', ref: 'users', optional: true, unique: true }],
  ['a ref to nothing yet', 'title:ref', { type: 'ref' }],
  ['a default', 'title:default=x', { default: 'x' }],
  ['an empty default', 'title:string:default=', { default: '' }],
  ['a default of an integer', 'title:integer(0..9):default=-3', { type: 'integer', min: 0, max: 9, default: -3 }],
  ['a default of a number', 'title:number:default=1.50', { type: 'number', default: 1.5 }],
  ['a default of a boolean', 'title:boolean:default=false', { type: 'boolean', default: false }],
  ['a default that looks like a number', 'title:string:default=5', { default: '5' }],
  ['a default of an enum', 'title:enum=a,b:default=b', { type: 'enum', values: ['a', 'b'], default: 'b' }],
  [
    'the rest of the word is the default',
    'title:datetime:default=2026-01-31T12:00:00+01:00:optional',
    { type: 'datetime', default: '2026-01-31T12:00:00+01:00:optional' },
  ],
  ['a default beyond all numbers stays text', 'title:number:default=1e999', { type: 'number', default: '1e999' }],
  ['a default that cannot be read stays text', 'title:integer:default=1e', { type: 'integer', default: '1e' }],
])('%s: %s', (_, text, field) => {
  expect(parseSpecification(`todos ${text}`).fields).toEqual([{ ...title, ...field }])
})

test('a slash gives the singular', () => {
  expect(parseSpecification('staff/employee name')).toMatchObject({ name: 'staff', singular: 'employee' })
})

test.each(['todos title timestamps', 'todos timestamps title'])('timestamps are a word of their own: %s', (text) => {
  expect(parseSpecification(text)).toMatchObject({ fields: [title], timestamps: true })
})

test('timestamps with a type are a field', () => {
  const { fields, timestamps } = parseSpecification('todos timestamps:integer')
  expect([fields[0]?.name, timestamps]).toEqual(['timestamps', undefined])
})

test('any white space parts the fields', () => {
  expect(parseSpecification('  todos\ttitle \n done:boolean ').fields.map(({ name }) => name)).toEqual([
    'title',
    'done',
  ])
})

test.each([
  ['', 'resource "": name it first, as in todos title:string'],
  ['/todo title', 'resource "/todo title": name it first'],
  [
    'todos title timestamp',
    'resource "todos": did you mean "timestamps"? A field "timestamp" is written with its type',
  ],
  ['todos/ title', 'resource "todos/": write the plural, or plural/singular'],
  ['a/b/c title', 'resource "a/b/c": write the plural, or plural/singular'],
  ['todos title:strng', 'resource "todos", field "title:strng": unknown type "strng"; did you mean "string"?'],
  ['todos title:String', 'unknown type "String"; did you mean "string"?'],
  ['todos done:bool', 'unknown type "bool"; did you mean "boolean"?'],
  ['todos title:string, done', 'unknown type "string,"; did you mean "string"?'],
  ['todos title:', 'there is no type after the colon\nTypes: string, '],
  ['todos title:string:', '"" is not optional, unique or default=value'],
  ['todos title:string:optinal', '"optinal" is not optional, unique or default=value; did you mean "optional"?'],
  ['todos title:string:integer', '"integer" is not optional, unique or default=value'],
  ['todos title:unique:unique', '"unique" is there twice'],
  ['todos title:string=a', 'only an enum has values after =, and a ref its resource'],
  ['todos title:rf=users', 'unknown type "rf"; did you mean "ref"?'],
  ['todos title:ref=users:optinal', 'did you mean "optional"?'],
  [
    'todos title:string(5)',
    'field "title:string(5)": "(5)" is not a range: write string(1..200), string(1..) or string(',
  ],
  ['todos title:string(..)', '"(..)" is not a range'],
  ['todos title:string()', '"()" is not a range'],
  ['todos title:integer(a..5)', '"(a..5)" is not a range: write integer(1..200)'],
  ['todos title:integer(1..5', '"(1..5" is not a range'],
  ['todos title:integer(1..5)x', '"(1..5)x" is not a range'],
  ['todos title:strng(1..5)', 'unknown type "strng"; did you mean "string"?'],
  ['todos title:string:default', '"default" is not optional, unique or default=value; did you mean "default="?'],
  ['todos title:string:defualt=x', '"defualt=x" is not optional, unique or default=value'],
  ['todos timestamps title timestamps', 'resource "todos": "timestamps" is there twice'],
])('%j is refused: %s', (text, message) => {
  expect(() => parseSpecification(text)).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }),
  )
})

test.each([
  ['todos title:string done:boolean:optional'],
  ['people name:string:unique'],
  ['staff/employee name:string:optional:unique'],
  ['todos/task title:string'],
  ['news title:string'],
  ['posts title:string author:ref=users reviewer:ref=users:optional:unique'],
  ['blogPosts level:enum=low,mid,high:optional at:datetime'],
  ['todos title:string(1..200):optional size:integer(-5..) share:number(..1e+21):unique'],
  ['todos at:datetime:default=2026-01-31T12:00:00Z title:string:default=a:b done:boolean:default=false'],
  ['todos level:enum=low,high:default=low size:integer(0..150):default=0 note:string:default= timestamps'],
])('%s is printed as it was read', (text) => {
  const resource = parseSpecification(text)
  checkResources([resource], [])
  expect(formatSpecification(resource)).toBe(text)
})

test('a singular that the usual rules give is not spelt out', () => {
  expect(formatSpecification(parseSpecification('people/person name'))).toBe('people name:string')
})
