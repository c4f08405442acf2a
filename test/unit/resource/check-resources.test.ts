import { expect, test } from 'vitest'
import type { Field, FieldValue, Resource } from '../../../src/model/resource.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'

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
  ['todos title:string(0..100000) note:string(10000..)'],
  ['todos size:integer(-9007199254740991..9007199254740991) share:number(-0.5..1e300) one:integer(1..1)'],
  ['todos title:string(2..2):default=💥💥 note:string:default='],
  ['todos at:datetime:default=2026-01-31T12:00:00+01:00 size:integer(0..5):default=5 share:number(0..):default=0'],
  ['todos by:email:default=ada@example.com site:url:default=https://a.example/ level:enum=a,b:default=b'],
  ['todos title createdAt:datetime updatedAt'],
  ['todos title timestamps'],
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
  ['cursor', 'lists take a parameter of that name'],
  ['createdAt:datetime timestamps', 'field "createdAt": "timestamps" adds "createdAt"; leave out one of the two'],
  ['updatedat timestamps', 'field "updatedat": "timestamps" adds "updatedAt"'],
  ['minCreatedAt timestamps', 'field "minCreatedAt": lists filter "createdAt" by a parameter of that name'],
  ['maxUpdatedAt:integer timestamps', 'field "maxUpdatedAt": lists filter "updatedAt" by a parameter of that name'],
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
  ['done:boolean(0..1)', 'its range (0..1) is for a string, an integer or a number, and its type is boolean'],
  ['at:datetime(1..)', 'its range (1..) is for a string, an integer or a number, and its type is datetime'],
  ['level:enum(1..2)=a,b', 'its range (1..2) is for a string'],
  ['title:string(-1..5)', 'its range (-1..5) has the bound -1, which is not a length from 0 to 100000'],
  ['title:string(1.5..)', 'has the bound 1.5, which is not a length'],
  ['title:string(..100001)', 'has the bound 100001, which is not a length from 0 to 100000'],
  ['title:string(10001..)', 'is empty: a string has 10000 characters at most where nothing else is said'],
  ['title:string(5..1)', 'its range (5..1) is empty'],
  ['size:integer(1..2.5)', 'has the bound 2.5, which is not a whole number'],
  ['size:integer(..9007199254740992)', 'has the bound 9007199254740992, which is not a whole number'],
  ['share:number(..1e999)', 'has the bound Infinity, which is not a number'],
  ['share:number(1..0)', 'its range (1..0) is empty'],
  ['title:optional:default=a', 'its default "a" applies whenever the field is left out; leave out optional'],
  ['title:unique:default=a', 'its default "a" leaves room for one object'],
  ['title:string(2..):default=💥', 'its default "💥" would be refused: it must be at least 2 characters long'],
  ['title:string(..1):default=ab', 'its default "ab" would be refused: it must be at most 1 character long'],
  ['title:string:default=\u202e', 'its default "\\u202e" has a space or another character that --resource cannot'],
  ['size:integer:default=1.5', 'its default 1.5 would be refused: it must be a whole number'],
  ['size:integer:default=x', 'its default "x" would be refused: it must be a whole number'],
  ['size:integer(0..5):default=6', 'its default 6 would be refused: it must be at most 5'],
  ['share:number:default=', 'its default "" would be refused: it must be a number'],
  ['share:number(0..):default=-1', 'its default -1 would be refused: it must be at least 0'],
  ['done:boolean:default=yes', 'its default "yes" would be refused: it must be true or false'],
  ['level:enum=a,b:default=c', 'its default "c" would be refused: it must be one of a, b'],
  ['at:datetime:default=2026-02-30T00:00:00Z', 'would be refused: it must be a date and time with an offset'],
  ['by:email:default=ada', 'its default "ada" would be refused: it must be an email address'],
  ['site:url:default=ftp://a', 'its default "ftp://a" would be refused: it must be an http or https URL'],
  [`title:default=${'a'.repeat(71)}`, 'its default has more than 70 characters'],
  ['author:ref=users authorId:integer', 'field "authorId": is there twice'],
  ['authorId author:ref=users', 'field "author": its property "authorId" is there twice'],
  ['authorid author:ref=users', 'field "author": its property "authorId" differs from "authorid" by case only'],
  ['minPrice:ref=users minPriceId:integer', 'field "minPriceId": is there twice'],
  ['authorId:ref=users', 'a ref adds "Id" by itself; name it "author"'],
  ['author_id:ref=users', 'a ref adds "Id" by itself; name it "author"'],
  ['id:ref=users', 'every resource has an id already'],
  ['author:ref', 'a ref needs the name of its resource, as in ref=users'],
  ['author:ref=', 'a ref needs the name of its resource'],
  ['author:ref(1..5)', 'a ref needs the name of its resource'],
  ['author:ref=users:default=1', 'a ref has no default'],
  [`${'a'.repeat(39)}:ref=users`, 'its name may have 38 characters at most'],
  ['key:uuid:default=1', 'its default "1" would be refused: it must be a UUID'],
])('a field %s is refused: %s', (fields, message) => {
  expect(() => check([`todos ${fields}`])).toThrow(refusal(message))
})

test.each<[FieldValue, string]>([
  ['two words', 'its default "two words" has a space or another character that --resource cannot hold'],
  [5, 'its default 5 would be refused: it must be a string'],
])('the default %j of a string in a file is refused: %s', (value, message) => {
  const field: Field = { name: 'title', type: 'string', optional: false, unique: false, values: [], default: value }
  expect(() => checkResources([{ name: 'todos', singular: 'todo', fields: [field] }], [])).toThrow(refusal(message))
})

test('a ref of another type is refused', () => {
  const field: Field = { name: 'title', type: 'string', optional: false, unique: false, values: [], ref: 'users' }
  expect(() => checkResources([{ name: 'todos', singular: 'todo', fields: [field] }], [])).toThrow(
    refusal('only a ref refers to a resource, and its type is string'),
  )
})

test('values of a type that has none are refused', () => {
  const resource: Resource = {
    name: 'todos',
    singular: 'todo',
    fields: [{ name: 'title', type: 'string', optional: false, unique: false, values: ['a'] }],
  }
  expect(() => checkResources([resource], [])).toThrow(refusal('only an enum has values, and its type is string'))
})
