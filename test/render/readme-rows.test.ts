import { expect, test } from 'vitest'
import type { ReadmeManifest } from '../../src/model/manifest.ts'
import { render } from '../../src/render/render.ts'
import { answersOf, packOf, todos } from '../support/tiny-pack.ts'

const base = { templates: { 'files/README.md': '{{slot "layout"}}\n\n{{slot "routes"}}\n\n{{slot "curl"}}\n' } }

/** The README of a project with two resources, whose one feature lists this. */
function readmeWith(readme: ReadmeManifest): string {
  const pack = packOf({ base, pot: { manifest: { readme } } })
  const resources = [todos, { ...todos, name: 'pots', singular: 'pot' }]
  return render(pack, answersOf(['pot'], { resources, options: { pot: { dir: 'shelf' } } })).get('README.md') ?? ''
}

test('files, routes and commands are listed, with variables put in', () => {
  expect(
    readmeWith({
      layout: [{ path: '{{options.dir}}/', about: 'pots of {{name}}' }],
      routes: [
        { method: 'GET', path: '/', about: '200' },
        { method: 'PUT', path: '/pots', below: true, about: '204' },
      ],
      curl: ['curl /{{options.dir}}'],
    }),
  ).toBe(
    '| `shelf/` | pots of my-app |\n\n| `GET /`               | 200 |\n| `PUT /pots` and below | 204 |\n\ncurl /shelf\n',
  )
})

test('entries that name something of a resource are written for each, all of them before the next resource', () => {
  expect(
    readmeWith({ curl: ['curl /', 'curl /{{resource.name}}', 'curl /{{resource.name}}/1', 'curl /end'] }).trim(),
  ).toBe(['curl /', 'curl /todos', 'curl /todos/1', 'curl /pots', 'curl /pots/1', 'curl /end'].join('\n'))
})

test('a variable that is not there is refused, by manifest', () => {
  expect(() => readmeWith({ curl: ['curl /{{nmae}}'] })).toThrow(
    'templates/pot/feature.json:1: unknown variable "nmae"',
  )
})
