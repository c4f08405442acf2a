import { describe, expect, test } from 'vitest'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import type { Choices, Environment, Resolved } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const nothing: Choices = { with: [], without: [], options: {} }
const environment: Environment = { nodeMajor: 22, cwd: '/home/somewhere' }

function resolve(choices: Partial<Choices>, from: Partial<Environment> = {}): Resolved {
  return resolveAnswers(pack, { ...nothing, ...choices }, { ...environment, ...from }, resourceLanguage)
}

function refusal(message: string): unknown {
  return expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) })
}

test('with nothing said every question has a default', () => {
  expect(resolve({})).toEqual({
    answers: {
      name: 'raw-http-app',
      features: ['alone', 'root', 'tree', 'trunk'],
      resources: [],
      options: {},
      node: 22,
      packageManager: 'npm',
    },
    directory: 'raw-http-app',
    install: true,
    git: true,
    notes: [],
  })
})

test('what is said is kept', () => {
  const { answers, ...rest } = resolve({
    directory: '../x',
    name: '@me/x.y',
    node: 26,
    packageManager: 'bun',
    install: false,
    git: false,
  })
  expect(answers).toMatchObject({ name: '@me/x.y', node: 26, packageManager: 'bun' })
  expect(rest).toEqual({ directory: '../x', install: false, git: false, notes: [] })
})

describe('features', () => {
  test.each<[string, Partial<Choices>, readonly string[]]>([
    ['a preset', { preset: 'none' }, []],
    ['a preset with everything', { preset: 'most' }, ['alone', 'crates', 'root', 'tree', 'trunk', 'web']],
    ['a preset and one more', { preset: 'none', with: ['alone'] }, ['alone']],
    ['a preset without one', { without: ['alone'] }, ['root', 'tree', 'trunk']],
    ['a preset without one it has not', { preset: 'none', without: ['alone'] }, []],
    ['exactly these', { features: ['web'] }, ['web']],
    ['exactly these, whatever the preset', { preset: 'most', features: ['web'] }, ['web']],
    ['exactly none', { features: [] }, []],
    ['exactly these and one more', { features: ['web'], with: ['alone'] }, ['alone', 'web']],
    ['what a feature requires, and what that requires', { features: ['tree'] }, ['root', 'tree', 'trunk']],
    ['what takes resources, once there are some', { preset: 'none', resources: [apples()] }, ['crates', 'root']],
  ])('%s', (_, choices, features) => {
    expect(resolve(choices).answers.features).toEqual(features)
  })

  test('leaving one out of a preset leaves out what requires it, and says so', () => {
    const { answers, notes } = resolve({ without: ['root'] })
    expect(answers.features).toEqual(['alone'])
    expect(notes).toEqual([
      'trunk is left out as well: it requires root.',
      'tree is left out as well: it requires root.',
    ])
  })

  test.each<[Partial<Choices>, string]>([
    [{ with: ['tree'], without: ['root'] }, 'tree is asked for and requires root, which --no-root leaves out'],
    [{ features: ['tree'], without: ['trunk'] }, 'tree is asked for and requires trunk'],
    [{ features: ['root'], without: ['root'] }, 'root is asked for, and --no-root leaves it out'],
    [{ with: ['root'], without: ['root'] }, 'root is asked for, and --no-root leaves it out'],
    [{ resources: [apples()], without: ['crates'] }, 'crates is asked for, and --no-crates leaves it out'],
    [{ resources: [apples()], without: ['root'] }, 'crates is asked for and requires root'],
    [{ features: ['tre'] }, 'unknown feature "tre"; did you mean "tree"?'],
    [{ features: ['ground'] }, 'unknown feature "ground"'],
    [{ features: ['shade'] }, 'unknown feature "shade"'],
    [{ with: ['constructor'] }, 'unknown feature "constructor"'],
  ])('%j is refused: %s', (choices, message) => {
    expect(() => resolve(choices)).toThrow(refusal(message))
  })
})

describe('resources', () => {
  test('come from the manifest where none are given', () => {
    expect(resolve({ with: ['crates'] }).answers.resources).toEqual([apples()])
    expect(resolve({ with: ['crates'], resources: [] }).answers.resources).toEqual([apples()])
  })

  test('are stored with their keys in one order', () => {
    const [resource] = resolve({ resources: [resourceLanguage.parse('pears colour')] }).answers.resources
    expect(JSON.stringify(resource)).toBe(
      '{"name":"pears","singular":"pear","fields":' +
        '[{"name":"colour","type":"string","optional":false,"unique":false,"values":[]}]}',
    )
  })

  test('are checked, against the names that the manifest reserves too', () => {
    expect(() => resolve({ resources: [resourceLanguage.parse('pears id')] })).toThrow(refusal('field "id"'))
    expect(() => resolve({ resources: [resourceLanguage.parse('stores name')] })).toThrow(refusal('resource "stores"'))
    expect(() => resolve({ resources: [resourceLanguage.parse('pears a:ref=plums')] })).toThrow(
      refusal('refers to "plums"'),
    )
  })
})

describe('options', () => {
  test('of the chosen features have their defaults', () => {
    expect(resolve({ with: ['web'] }).answers.options).toEqual({
      web: { dir: 'public', depth: '3', mood: 'calm', motto: '' },
    })
  })

  test.each([
    ['dir', 'web/assets', 'web/assets'],
    ['dir', './assets/', 'assets'],
    ['dir', 'well.known', 'well.known'],
    ['depth', '-7', '-7'],
    ['depth', '007', '7'],
    ['mood', 'wild', 'wild'],
    ['motto', 'it is "so" $5', 'it is "so" $5'],
  ])('%s %j becomes %j', (option, value, stored) => {
    expect(resolve({ with: ['web'], options: { web: { [option]: value } } }).answers.options.web?.[option]).toBe(stored)
  })

  test.each([
    ['dir', '', 'name a directory inside the project'],
    ['dir', '.', 'name a directory inside the project'],
    ['dir', './', 'name a directory inside the project'],
    ['dir', '/srv', 'it is a directory of the project'],
    ['dir', '//host/x', 'it is a directory of the project'],
    ['dir', '\\srv', 'it is a directory of the project'],
    ['dir', 'C:\\x', 'it is a directory of the project'],
    ['dir', 'c:x', 'it is a directory of the project'],
    ['dir', '..', 'it has to stay inside the project'],
    ['dir', 'a/../../b', 'it has to stay inside the project'],
    ['dir', 'a\\b', 'write it with letters'],
    ['dir', 'a//b', 'write it with letters'],
    ['dir', 'a/./b', 'write it with letters'],
    ['dir', '.git', 'write it with letters'],
    ['dir', 'a.', 'write it with letters'],
    ['dir', '-a', 'write it with letters'],
    ['dir', 'a b', 'write it with letters'],
    ['dir', 'a\nb', 'write it with letters'],
    ['dir', "a'b", 'write it with letters'],
    ['dir', 'a'.repeat(101), 'write it with letters'],
    ['dir', 'src', 'the project has a src of its own'],
    ['dir', 'SRC/web', 'the project has a src of its own'],
    ['dir', 'package.json', 'the project has a package.json of its own'],
    ['dir', 'readme.md', 'the project has a README.md of its own'],
    ['dir', 'web.config', 'the project has a web.config of its own'],
    ['dir', 'node_modules', 'the project has a node_modules of its own'],
    ['dir', 'dist', 'the project has a dist of its own'],
    ['dir', 'assets/aux', 'Windows allows no directory "aux"'],
    ['depth', 'three', 'give a whole number'],
    ['depth', '1.5', 'give a whole number'],
    ['depth', '', 'give a whole number'],
    ['depth', '9999999999999999', 'give a whole number'],
    ['mood', 'clam', 'it is one of calm, wild; did you mean "calm"?'],
    ['motto', 'a\u0007', 'leave out the control characters'],
  ])('%s %j is refused: %s', (option, value, message) => {
    const refused = () => resolve({ with: ['web'], options: { web: { [option]: value } } })
    expect(refused).toThrow(refusal(message))
    expect(refused).toThrow(refusal(`--web-${option}`))
  })

  test('of a feature that is not chosen are refused, with the flag to add', () => {
    expect(() => resolve({ options: { web: { dir: 'x' } } })).toThrow(
      refusal('--web-dir needs web, which is not chosen: add --web'),
    )
  })
})

describe('the name', () => {
  test.each([
    ['my-app', 'my-app'],
    ['a/b/My App', 'my-app'],
    ['./deep/x/', 'x'],
    ['.', 'somewhere'],
    ['..', 'home'],
    ['../..', 'raw-http-app'],
    ['Café au lait', 'cafe-au-lait'],
    ['_x', 'x'],
    ['.hidden', 'hidden'],
    ['@scope', 'scope'],
    ['a~b!', 'a-b'],
    ['日本', 'raw-http-app'],
    ['favicon.ico', 'raw-http-app'],
    ['x'.repeat(300), 'x'.repeat(214)],
  ])('of directory %s is %s', (directory, name) => {
    expect(resolve({ directory }).answers.name).toBe(name)
  })

  test.each([
    [''],
    ['My-App'],
    ['.x'],
    ['_x'],
    ['-x'],
    ['a b'],
    ['a/b'],
    ['@a'],
    ['@a/'],
    ['@a/b/c'],
    ['node_modules'],
    ['x'.repeat(215)],
    ['a\n'],
  ])('%j is refused', (name) => {
    expect(() => resolve({ name })).toThrow(refusal('is no package name'))
  })
})

test.each([
  ['', 'the directory has no name'],
  ['  ', 'the directory has no name'],
  ['a\u0000b', 'control characters'],
  ['a\nb', 'control characters'],
])('directory %j is refused: %s', (directory, message) => {
  expect(() => resolve({ directory })).toThrow(refusal(message))
})

test.each([
  [20, 20],
  [21, 20],
  [22, 22],
  [23, 22],
  [25, 24],
  [26, 26],
  [27, 26],
  [30, 26],
  [18, 20],
])('on Node %i the project is for Node %i', (nodeMajor, node) => {
  expect(resolve({}, { nodeMajor }).answers.node).toBe(node)
})

test.each([
  [undefined, 'npm'],
  ['', 'npm'],
  ['npm/11.2.0 node/v22.1.0 linux x64 workspaces/false', 'npm'],
  ['pnpm/10.1.0 npm/? node/v22.1.0 linux x64', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v22.1.0 linux x64', 'yarn'],
  ['bun/1.2.0 npm/? node/v22.1.0 linux x64', 'bun'],
  ['cnpm/9.0.0 node/v22.1.0', 'npm'],
])('started by %s the package manager is %s', (userAgent, packageManager) => {
  expect(resolve({}, { userAgent }).answers.packageManager).toBe(packageManager)
})

function apples() {
  return resourceLanguage.parse('apples colour:string ripe:boolean:optional')
}
