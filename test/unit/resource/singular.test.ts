import { expect, test } from 'vitest'
import { singularOf } from '../../../src/resource/singular.ts'

test.each([
  ['todos', 'todo'],
  ['people', 'person'],
  ['categories', 'category'],
  ['addresses', 'address'],
  ['olives', 'olive'],
  ['shoes', 'shoe'],
  ['caches', 'cache'],
  ['cookies', 'cookie'],
  ['classes', 'class'],
  ['blog-posts', 'blog-post'],
  ['blogPosts', 'blogPost'],
  ['salesPeople', 'salesPerson'],
  ['userIDs', 'userId'],
])('%s is the plural of %s', (plural, singular) => {
  expect(singularOf(plural)).toBe(singular)
})

test.each([
  ['news', 'news-item'],
  ['sheep', 'sheep-item'],
  ['todo', 'todo-item'],
  ['dailyNews', 'dailyNewsItem'],
  ['s', 's-item'],
  ['todos-2', 'todos-2-item'],
])('%s has no singular of its own and gets %s', (plural, singular) => {
  expect(singularOf(plural)).toBe(singular)
})

test.each([
  ['records', 'record-item'],
  ['dates', 'date-item'],
  ['promises', 'promise-item'],
  ['return-types', 'return-type-item'],
])('%s avoids the name of a type of the language: %s', (plural, singular) => {
  expect(singularOf(plural)).toBe(singular)
})
