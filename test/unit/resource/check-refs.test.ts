import { expect, test } from 'vitest'
import { checkRefs } from '../../../src/resource/check-refs.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'

function check(specifications: readonly string[]): void {
  const resources = specifications.map(parseSpecification)
  checkResources(resources, [])
  checkRefs(resources)
}

test.each([
  [['users name', 'posts author:ref=users reviewer:ref=users:optional']],
  [['posts author:ref=users', 'users name']],
  [['nodes up:ref=nodes:optional']],
  [['a b:ref=bs:optional', 'bs a:ref=a']],
  [['as b:ref=bs', 'bs c:ref=cs', 'cs name']],
  [['posts author:ref=users:unique id_of:ref=users:optional', 'users authorId:integer']],
])('%j are accepted', (specifications) => {
  expect(() => check(specifications)).not.toThrow()
})

test.each([
  [
    ['posts author:ref=user', 'users name'],
    'field "author": refers to "user", which is not a resource; did you mean "u',
  ],
  [['posts author:ref=people'], 'refers to "people", which is not a resource\nThere are posts'],
  [
    ['blogPosts up:ref=blog-posts:optional'],
    'refers to "blog-posts", which is not a resource; did you mean "blogPosts"?',
  ],
  [
    ['nodes up:ref=nodes'],
    'resource "nodes": its first item could not be created, as each has to refer to another one (',
  ],
  [
    ['users name', 'as b:ref=bs', 'bs c:ref=cs', 'cs a:ref=as'],
    '(as.b, bs.c, cs.a): make one of these fields optional',
  ],
])('%j are refused: %s', (specifications, message) => {
  expect(() => check(specifications)).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }),
  )
})
