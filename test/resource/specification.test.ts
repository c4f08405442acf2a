import { expect, test } from 'vitest'
import type { Field } from '../../src/model/resource.ts'
import { checkResources } from '../../src/resource/check-resources.ts'
import { formatSpecification } from '../../src/resource/format-specification.ts'
import { parseSpecification } from '../../src/resource/parse-specification.ts'

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
])('%s: %s', (_, text, field) => {
  expect(parseSpecification(`todos ${text}`).fields).toEqual([{ ...title, ...field }])
})

test('a slash gives the singular', () => {
  expect(parseSpecification('staff/employee name')).toMatchObject({ name: 'staff', singular: 'employee' })
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
  ['todos/ title', 'resource "todos/": write the plural, or plural/singular'],
  ['a/b/c title', 'resource "a/b/c": write the plural, or plural/singular'],
  ['todos title:strng', 'resource "todos", field "title:strng": unknown type "strng"; did you mean "string"?'],
  ['todos title:String', 'unknown type "String"; did you mean "string"?'],
  ['todos done:bool', 'unknown type "bool"; did you mean "boolean"?'],
  ['todos title:string, done', 'unknown type "string,"; did you mean "string"?'],
  ['todos title:', 'there is no type behind the colon\nTypes: string, '],
  ['todos title:string:', '"" is neither optional nor unique'],
  ['todos title:string:optinal', '"optinal" is neither optional nor unique; did you mean "optional"?'],
  ['todos title:string:integer', '"integer" is neither optional nor unique'],
  ['todos title:unique:unique', '"unique" stands there twice'],
  ['todos title:string=a', 'only an enum takes values'],
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
  ['blogPosts level:enum=low,mid,high:optional at:datetime'],
])('%s is printed as it was read', (text) => {
  const resource = parseSpecification(text)
  checkResources([resource], [])
  expect(formatSpecification(resource)).toBe(text)
})

test('a singular that the usual rules give is not spelt out', () => {
  expect(formatSpecification(parseSpecification('people/person name'))).toBe('people name:string')
})
