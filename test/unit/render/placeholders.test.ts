import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf, todos } from '../../support/tiny-pack.ts'

const people = { ...todos, name: 'newsPeople', singular: 'newsPerson' }

function paths(target: string, text = 'x') {
  const pack = packOf({ a: { templates: { [`files/${target}`]: text } } })
  const answers = answersOf(['a'], { resources: [todos, people], options: { a: { dir: 'www/files' } } })
  return Object.fromEntries(render(pack, answers))
}

test('a file named after a resource is written once for each', () => {
  expect(paths('src/[resource.file].ts', 'type {{resource.type}} // {{name}}')).toEqual({
    'src/todos.ts': 'type Todo // my-app\n',
    'src/news-people.ts': 'type NewsPerson // my-app\n',
  })
})

test('fragments of such a file are written for each resource too', () => {
  const pack = packOf({
    a: { templates: { 'files/[resource.file].txt': '{{slot "end"}}' } },
    b: { templates: { 'slots/[resource.file].txt/end': 'one {{resource.singularWords}}' } },
  })
  const output = render(pack, answersOf(['a', 'b'], { resources: [todos, people] }))
  expect(Object.fromEntries(output)).toEqual({ 'todos.txt': 'one todo\n', 'news-people.txt': 'one news person\n' })
})

test('a file may stand in a folder that an option names', () => {
  expect(Object.keys(paths('[options.dir]/index.html'))).toEqual(['www/files/index.html'])
})

describe('a placeholder that means nothing is refused by name', () => {
  test.each([
    ['[resource.fiel].ts', 'resource.fiel'],
    ['[options.size]/a.txt', 'options.size'],
    ['[nowhere.name].ts', 'nowhere.name'],
    ['[node].ts', 'node'],
    ['[options.constructor.name].ts', 'options.constructor.name'],
    ['[name.length].ts', 'name.length'],
  ])('%s', (target, name) => {
    const message = `templates/a/files/${target}.hbs: unknown variable "${name}" in the file's name`
    expect(() => paths(target)).toThrow(message)
  })
})

test('two resources that share a file are refused', () => {
  const pack = packOf({ a: { templates: { 'files/[resource.file].ts': 'x' } } })
  const resources = [people, { ...people, name: 'news-people' }]
  expect(() => render(pack, answersOf(['a'], { resources }))).toThrow('both write news-people.ts')
})

describe('a path that no project may have is refused with its template', () => {
  test.each([
    ['../a.txt', '"." and ".."'],
    ['src/../../a.txt', '"." and ".."'],
    ['./a.txt', '"." and ".."'],
    ['/etc/a.txt', '"." and ".."'],
    ['src//a.txt', '"." and ".."'],
    ['src\\..\\a.txt', 'on every system'],
    ['C:/a.txt', 'on every system'],
    ['a.txt:stream', 'on every system'],
    ['src/a.', 'on every system'],
    ['src/a\u0007', 'on every system'],
    ['src/aux.ts', 'device'],
    ['.git/hooks/post-checkout', '".git" is not for templates'],
    ['.GIT/config', '".GIT" is not for templates'],
    ['git~1/config', '"git~1" is not for templates'],
    ['node_modules/a/index.js', '"node_modules" is not for templates'],
  ])('%s', (target, reason) => {
    expect(() => paths(target)).toThrow(`templates/a/files/${target}.hbs: it would write ${JSON.stringify(target)}: `)
    expect(() => paths(target)).toThrow(reason)
  })

  test('an answer in the path changes nothing about that', () => {
    const pack = packOf({ a: { templates: { 'files/[options.dir]/a.txt': 'x' } } })
    const answers = answersOf(['a'], { options: { a: { dir: '../..' } } })
    expect(() => render(pack, answers)).toThrow('it would write "../../a.txt"')
  })

  test.each(['.gitignore', '.github/workflows/test.yml', 'src/git.ts', '.env.example'])('%s is none', (target) => {
    expect(Object.keys(paths(target))).toEqual([target])
  })
})

describe('paths that could not be together on every system are refused with both templates', () => {
  test.each([
    ['src/app.ts', 'src/App.ts', 'one file where case makes no difference'],
    ['SRC/app.ts', 'src/app.ts', 'one file where case makes no difference'],
    ['caf\u00e9.txt', 'cafe\u0301.txt', 'one file where case makes no difference'],
    ['src', 'src/app.ts', 'would have to be a folder as well'],
    ['src/app.ts', 'SRC/APP.TS/a/b.ts', 'would have to be a folder as well'],
  ])('%s and %s', (one, other, reason) => {
    const pack = packOf({ a: { templates: { [`files/${one}`]: 'x' } }, b: { templates: { [`files/${other}`]: 'x' } } })
    const both = () => render(pack, answersOf(['a', 'b']))
    expect(both).toThrow(reason)
    expect(both).toThrow(`templates/a/files/${one}.hbs writes ${one}`)
    expect(both).toThrow(`templates/b/files/${other}.hbs writes ${other}`)
  })

  test('but not files of one folder, written either way', () => {
    const pack = packOf({ a: { templates: { 'files/SRC/a.ts': 'x' } }, b: { templates: { 'files/src/b.ts': 'x' } } })
    expect([...render(pack, answersOf(['a', 'b'])).keys()]).toEqual(['SRC/a.ts', 'src/b.ts'])
  })
})
