import { expect, test } from 'vitest'
import { namesOf } from '../../../src/render/names.ts'

const forms = (name: string, singular: string) => namesOf({ name, singular, fields: [] })

test('every form of a name follows from the plural and the singular', () => {
  expect(forms('blog-posts', 'blog-post')).toEqual({
    name: 'blog-posts',
    file: 'blog-posts',
    table: 'blog_posts',
    type: 'BlogPost',
    types: 'BlogPosts',
    one: 'blogPost',
    many: 'blogPosts',
    singularWords: 'blog post',
    pluralWords: 'blog posts',
    oneInWords: 'a blog post',
  })
})

test('camel case gives the same forms, but keeps its name', () => {
  expect(forms('blogPosts', 'blogPost')).toEqual({ ...forms('blog-posts', 'blog-post'), name: 'blogPosts' })
})

test.each<[string, string, Partial<ReturnType<typeof forms>>]>([
  ['todos', 'todo', { file: 'todos', type: 'Todo', types: 'Todos', one: 'todo', many: 'todos' }],
  ['people', 'person', { file: 'people', type: 'Person', types: 'People', singularWords: 'person' }],
  ['newsItems', 'piece-of-news', { file: 'news-items', type: 'PieceOfNews', types: 'NewsItems', one: 'pieceOfNews' }],
  ['sqlite-logs', 'sqlite-log', { table: '_sqlite_logs', many: 'sqliteLogs' }],
  ['todos2', 'todo2', { file: 'todos2', type: 'Todo2', many: 'todos2' }],
])('%s and %s', (name, singular, expected) => {
  expect(forms(name, singular)).toMatchObject(expected)
})

test.each([
  ['orders', 'order', 'an order'],
  ['hours', 'hour', 'an hour'],
  ['houses', 'house', 'a house'],
  ['users', 'user', 'a user'],
  ['uploads', 'upload', 'an upload'],
  ['umbrellas', 'umbrella', 'an umbrella'],
  ['units', 'unit', 'a unit'],
  ['uninstalls', 'uninstall', 'an uninstall'],
  ['onces', 'one-off', 'a one off'],
  ['xRays', 'xRay', 'an x ray'],
])('%s: %s in words is %s', (name, singular, words) => {
  expect(forms(name, singular).oneInWords).toBe(words)
})
