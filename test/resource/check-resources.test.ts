import { expect, test } from 'vitest'
import type { Resource } from '../../src/model/resource.ts'
import { checkResources } from '../../src/resource/check-resources.ts'
import { parseSpecification } from '../../src/resource/parse-specification.ts'

function check(specifications: readonly string[], reserved: readonly string[] = []): void {
  checkResources(specifications.map(parseSpecification), reserved)
}

function refusal(message: string): unknown {
  return expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) })
}

test.each([
  ['todos title'],
  ['blog-posts title'],
  ['blogPosts title'],
  ['classes name'],
  ['cases name'],
  ['news title'],
  ['records at:datetime'],
  ['dates at:datetime'],
  ['events class delete default order function'],
  ['products unit_price:number isNew:boolean'],
  ['prices price:string minPrice:number'],
  ['todos level:enum=low,LOW,0,-,_'],
  [`${'a'.repeat(39)}s title`],
])('%s is accepted', (specification) => {
  expect(() => check([specification])).not.toThrow()
})

test.each([
  ['todos', 'resource "todos" has no fields: give it some'],
  ['Todos title', 'write its name like blog-posts or blogPosts'],
  ['1todos title', 'write its name like'],
  ['blog_posts title', 'write its name like'],
  ['blog-Posts title', 'write its name like'],
  ['-todos title', 'write its name like'],
  ['todos- title', 'write its name like'],
  ['t.odos title', 'write its name like'],
  ['tödos title', 'write its name like'],
  [`${'a'.repeat(40)}s title`, 'its name may have 40 characters at most'],
  ['constructor title', 'that name is not safe in JavaScript'],
  ['__proto__ title', 'that name is not safe in JavaScript'],
  ['prototype title', 'that name is not safe in JavaScript'],
  ['then title', 'that name is not safe in JavaScript'],
  ['to-string title', 'that name is not safe in JavaScript'],
  ['class title', 'that is a word of the language'],
  ['delete title', 'that is a word of the language'],
  ['con title', 'Windows allows no file of that name'],
  ['aux title', 'Windows allows no file of that name'],
  ['lpt1 title', 'Windows allows no file of that name'],
  ['todos/todos title', 'its singular "todos" is its plural; give another, as in todos/todo-item'],
  ['blogPosts/blog-posts title', 'is its plural; give another, as in blogPosts/blogPostItem'],
  ['todos/To-do title', 'its singular "To-do" is not written like blog-post'],
  ['entries/record title', 'its singular "record" would name a type that the language has'],
  ['entries/valueOf title', 'its singular "valueOf" is not safe in JavaScript'],
  [`todos/${'a'.repeat(41)} title`, 'has more than 40 characters'],
])('%s is refused: %s', (specification, message) => {
  expect(() => check([specification])).toThrow(refusal(message))
})

test.each([
  [['todos title', 'todos name'], '"todos" is there twice'],
  [['blogPosts title', 'blog-posts title'], '"blog-posts" clashes with "blogPosts"'],
  [['blogposts title', 'blogPosts title'], '"blogPosts" clashes with "blogposts"'],
  [['staff/person name', 'people name'], '"people" clashes with "staff"'],
  [['todos/item title', 'item title'], '"item" clashes with "todos"'],
])('%j clash: %s', (specifications, message) => {
  expect(() => check(specifications)).toThrow(refusal(message))
})

test.each([
  ['stores title', ['stores'], 'the project uses that name itself'],
  ['routers title', ['Router'], 'its singular "router" is a name that the project uses itself'],
  ['listQueries title', ['list-queries'], 'the project uses that name itself'],
])('%s is refused where the templates reserve %j', (specification, reserved, message) => {
  expect(() => check([specification], reserved)).toThrow(refusal(message))
  expect(() => check([specification])).not.toThrow()
})

test.each([
  ['id', 'every resource has an id already'],
  ['page', 'lists take a parameter of that name'],
  ['limit:integer', 'lists take a parameter of that name'],
  ['sort', 'lists take a parameter of that name'],
  ['price:number minPrice', 'field "minPrice": lists filter "price" by a parameter of that name'],
  ['maxPrice price:integer', 'field "maxPrice": lists filter "price" by a parameter of that name'],
  ['at:datetime minAt:datetime', 'lists filter "at" by a parameter of that name'],
  ['title title', 'field "title": is there twice'],
  ['dueDate duedate', 'field "duedate": differs from "dueDate" by case only'],
  ['constructor', 'that name is not safe in JavaScript'],
  ['__proto__', 'that name is not safe in JavaScript'],
  ['hasOwnProperty', 'that name is not safe in JavaScript'],
  ['toJSON', 'that name is not safe in JavaScript'],
  ['Title', 'write its name like title or dueDate'],
  ['due-date', 'write its name like title or dueDate'],
  ['1st', 'write its name like title or dueDate'],
  [':string', 'write its name like title or dueDate'],
  [`${'a'.repeat(41)}`, 'its name may have 40 characters at most'],
  ['level:enum', 'an enum needs its values'],
  ['level:enum=', 'an enum needs its values'],
  ['level:enum=a,,b', '"" cannot be one of its values'],
  ["level:enum=a,it's", '"it\'s" cannot be one of its values'],
  ['level:enum=a,b,a', 'has the value "a" twice'],
  ['done:boolean:unique', 'a unique boolean leaves room for two objects'],
])('a field %s is refused: %s', (fields, message) => {
  expect(() => check([`todos ${fields}`])).toThrow(refusal(message))
})

test('values of a type that has none are refused', () => {
  const resource: Resource = {
    name: 'todos',
    singular: 'todo',
    fields: [{ name: 'title', type: 'string', optional: false, unique: false, values: ['a'] }],
  }
  expect(() => checkResources([resource], [])).toThrow(refusal('only an enum has values, and its type is string'))
})
