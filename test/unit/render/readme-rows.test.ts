import { expect, test } from 'vitest'
import type { ReadmeManifest } from '../../../src/model/manifest.ts'
import type { Resource } from '../../../src/model/resource.ts'
import { render } from '../../../src/render/render.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersOf, packOf, todos } from '../../support/tiny-pack.ts'

const base = { templates: { 'files/README.md': '{{slot "layout"}}\n\n{{slot "routes"}}\n\n{{slot "curl"}}\n' } }

const pots = [todos, { ...todos, name: 'pots', singular: 'pot' }]

/** The README of a project with two resources, whose one feature lists this. */
function readmeWith(readme: ReadmeManifest, resources: readonly Resource[] = pots): string {
  const pack = packOf({ base, pot: { manifest: { readme } } })
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

test('commands create what is referred to first, and delete it last', () => {
  const curl = [
    'curl /{{resource.name}}',
    'curl /{{nested.parent.name}}/1/{{nested.child.name}}',
    'curl -X DELETE /{{resource.name}}',
  ]
  const resources = ['as b:ref=bs c:ref=cs:optional', 'cs c:ref=cs:optional', 'bs name'].map(parseSpecification)
  expect(readmeWith({ curl }, resources).trim().split('\n')).toEqual([
    ...['curl /bs', 'curl /as', 'curl /cs'],
    ...['curl /bs/1/as', 'curl /cs/1/as', 'curl /cs/1/cs'],
    ...['curl -X DELETE /cs', 'curl -X DELETE /as', 'curl -X DELETE /bs'],
  ])
  expect(readmeWith({ layout: [{ path: '{{resource.name}}', about: '' }] }, resources)).toMatch(/as.*\n.*cs.*\n.*bs/)
})

test('what is done against a risk is a row, with the settings that change it', () => {
  const pack = packOf({
    base: { templates: { 'files/README.md': '| a | b | c |\n| --- | --- | --- |\n{{slot "security"}}\n' } },
    pot: {
      manifest: {
        readme: {
          security: [
            { risk: 'steam', measure: 'a lid', settings: ['LID', 'LID_MS'] },
            { risk: 'heat', measure: 'none' },
          ],
        },
      },
    },
  })
  const text = render(pack, answersOf(['pot'])).get('README.md') ?? ''
  const rows = text.replaceAll(/ +/g, ' ').split('\n')
  expect(rows.slice(2, 4)).toEqual(['| steam | a lid | `LID`, `LID_MS` |', '| heat | none | |'])
})

test('a variable that is not there is refused, by manifest', () => {
  expect(() => readmeWith({ curl: ['curl /{{nmae}}'] })).toThrow(
    'templates/pot/feature.json:1: unknown variable "nmae"',
  )
})
