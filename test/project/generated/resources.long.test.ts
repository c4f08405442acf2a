import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { choosable, reservedNames } from '../../../src/model/pack.ts'
import type { Resource } from '../../../src/model/resource.ts'
import { namesOf } from '../../../src/render/names.ts'
import type { Line } from '../../../src/render/template.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { type Complaints, compile } from '../../support/compile.ts'
import { lint } from '../../support/lint.ts'
import { failuresIn, runCompiledTests, testsRun } from '../../support/own-tests.ts'
import { linkModules, type Project, renderProject, textOf, writeProject } from '../../support/project.ts'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'

const collector = choosable(realPack).find(({ manifest }) => manifest.resources !== undefined)
const reserved = reservedNames(realPack)
const alone = answersFor(realPack, collector ? [collector.id] : [], 20)
const full = everything(realPack, 20)

const manyValues = Array.from({ length: 40 }, (_, index) => `value-${index}`.padEnd(40, '-')).join()
const types = `a:string b:integer c:number d:boolean e:datetime f:email g:url h:uuid i:enum=low,high`
const marked = (mark: string) => types.replaceAll(/(?<=:\S+)(?= |$)/g, `:${mark}`)

const sets: readonly [string, readonly string[]][] = [
  ['one field', ['singles a']],
  ['one optional field', ['options a:boolean:optional']],
  ['every type', [`samples ${types}`]],
  ['every type, optional', [`drafts ${marked('optional')}`]],
  ['every type but boolean, unique', [`keys ${marked('unique').replace('boolean:unique', 'boolean')}`]],
  [
    'ranges and defaults',
    [
      'ranges a:string(1..200) b:string(500..):optional c:integer(-5..) d:number(..0.5) e:integer(0..150):default=7',
      `defaults a:default=it's b:boolean:default=true c:enum=x,y:default=y d:datetime:default=2026-01-31T12:00:00Z
        e:email:default=ada@example.com f:url:default=https://example.com/a?b=c g:number(..1e300):default=1e21`,
      `hours ${'d'.repeat(40)}:url:default=https://example.com/${'e'.repeat(50)} ${'f'.repeat(40)}:string(..1):unique`,
    ],
  ],
  ['timestamps', ['orders item total:number(0..) paid:boolean:default=false note:optional timestamps']],
  ['unique and optional', ['coupons code:string:unique:optional size:integer:optional:unique']],
  [
    'words of the language as fields',
    ['lessons class delete:boolean default:integer order:number:optional function:email'],
  ],
  ['names with several words', ['blogPosts dueDate:datetime', 'news-items/piece-of-news unit_price:number']],
  [
    'irregular names',
    ['people/person name', 'news title', 'sheep/lamb wool:number', 'todos2/todo2 x', 'todos10/todo10 y'],
  ],
  [
    'names as long as can be',
    [`${'a'.repeat(39)}s ${'b'.repeat(40)}:enum=${manyValues} ${'c'.repeat(40)}:email:optional:unique`],
  ],
  [
    'many resources',
    ['todos title', 'users email:email:unique', 'orders total:number', 'books isbn:string:unique', 'tags name'],
  ],
  [
    'references',
    [
      'articles title author:ref=writers reviewer:ref=writers:optional up:ref=articles:optional timestamps',
      'writers name profile:ref=writer-profiles:unique best:ref=articles:optional:unique',
      'writer-profiles text:optional team:ref=crews:optional',
      'crews name leader:ref=writers:optional',
      `${'g'.repeat(39)}s ${'h'.repeat(38)}:ref=writer-profiles ${'i'.repeat(38)}:ref=${'g'.repeat(39)}s:optional`,
    ],
  ],
]

const root = folderForFile()
const shapes = sets.map(([name, specifications]) => ({
  name,
  answers: { ...alone, resources: specifications.map(parseSpecification) },
}))
/** Beside all other features, those of them that may stand in one project. */
const gathered = {
  name: 'all of these, with everything',
  answers: { ...full, resources: together(shapes.flatMap(({ answers }) => answers.resources)) },
}
const rows = [...shapes, gathered]

describe('resources of every shape', () => {
  let projects: ReadonlyMap<string, Project>
  let compiler: Complaints
  let linter: Complaints

  beforeAll(async () => {
    linkModules(root, 20)
    const written = rows.map((row) => writeProject(renderProject(realPack, row), root))
    projects = new Map(written.map((project) => [project.name, project]))
    linter = await lint(join(root, '.lint'), written)
    compiler = await compile(root, written, true)
  })

  test.each(rows)('$name: clean and typed', ({ name, answers }) => {
    expect(() => checkResources(answers.resources, reserved)).not.toThrow()
    expect([...(linter.get(name) ?? []), ...(compiler.get(name) ?? [])]).toEqual([])
  })

  // The others are among those that stand beside everything.
  const tried = rows.filter(
    ({ name }) => /^(?:every type|ranges|timestamps|references)/.test(name) || name === gathered.name,
  )
  test.concurrent.each(tried)('$name: passes its own tests', async ({ name }) => {
    const project = projects.get(name) as Project
    const files = testsOfResources(project)
    const outcome = await runCompiledTests(project.folder, process.execPath, { files })
    expect(outcome.status, failuresIn(outcome)).toBe(0)
    expect(testsRun(outcome)).toBeGreaterThan(0)
  })
})

describe('a word that generated code uses itself', () => {
  const plain = renderProject(realPack, { name: 'plain', answers: full })
  const names = full.resources.map((resource) => namesOf(resource).types)
  const words = [...plain.files.keys()]
    .filter((path) => path.endsWith('.ts'))
    .map((path) => textOf(plain, path))
    // Names made of a resource's can only meet others of the same file.
    .filter((text) => names.some((name) => text.includes(name)))
    .flatMap((text) => text.match(/\b[A-Za-z][A-Za-z0-9]+\b/g) ?? [])
    .map((word) => word.charAt(0).toLowerCase() + word.slice(1))

  test.each<[string, (word: string) => string]>([
    ['names a resource', (word) => `${word}/${word}Item title`],
    ['is its singular', (word) => `${word}Items/${word} title`],
    ['is a field', (word) => `things ${word}`],
  ])('%s that compiles, or is refused', async (use, specificationOf) => {
    const usable = [...new Set(words)]
      .map((word) => parseSpecification(specificationOf(word)))
      .filter((resource) => allowed([resource]))
    const resources = use === 'is a field' ? inOne(usable) : together(usable)
    expect(resources.flatMap(({ fields }) => fields).length).toBeGreaterThan(100)
    const folder = join(root, use.replaceAll(' ', '-'))
    mkdirSync(folder)
    linkModules(folder, 20)
    const project = writeProject(renderProject(realPack, { name: 'words', answers: { ...full, resources } }), folder)
    expect(Object.fromEntries(await compile(folder, [project], false))).toEqual({})
  })
})

/** Its tests that are not those of every project with its features, which other files run. */
function testsOfResources(project: Project): readonly string[] {
  const features = project.name === gathered.name ? full : alone
  const usual = renderProject(realPack, { name: 'usual', answers: features })
  return [...project.files.keys()]
    .filter((path) => /^test\/.*\.test\.ts$/.test(path) && textOf(project, path) !== textOf(usual, path))
    .map((path) => path.slice('test/'.length, -'.ts'.length))
}

/** As many of the resources as may stand in one project. */
function together(resources: readonly Resource[]): readonly Resource[] {
  const chosen: Resource[] = []
  for (const resource of resources) if (allowed([...chosen, resource])) chosen.push(resource)
  return chosen
}

function inOne(resources: readonly Resource[]): readonly Resource[] {
  return [{ name: 'things', singular: 'thing', fields: resources.flatMap(({ fields }) => fields) }]
}

function allowed(resources: readonly Resource[]): boolean {
  try {
    checkResources(resources, reserved)
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'Failure') return false
    throw error
  }
}

describe('a rule that does not fit the type of its field does not compile', () => {
  const wrong: Readonly<Record<string, string>> = {
    'a number that is a boolean': "size: { type: 'boolean' }",
    'a string that is a number': "title: { type: 'number' }",
    'a boolean that is a string': "done: { type: 'string' }",
    'an enum with another value': "level: { type: 'enum', values: ['low', 'other'] }",
    'an enum without values': "level: { type: 'enum' }",
    'an enum that is a string': "level: { type: 'string' }",
    'a string with values': "title: { type: 'string', values: ['a'] }",
    'a field that may be left out, against its rule': "note: { type: 'string' }",
    'a field that is required, against its rule': "title: { type: 'string', optional: true }",
    'a default of another type': "size: { type: 'integer', default: '1' }",
    'a default that is not in the enum': "level: { type: 'enum', values: ['low'], default: 'other' }",
    'a default of an optional field': "note: { type: 'string', optional: true, default: 'a' }",
    'a range of a boolean': "done: { type: 'boolean', min: 0 }",
    'a range of a datetime': "at: { type: 'datetime', max: 5 }",
    'a time of the server that is a string': "title: { type: 'string', setAt: 'creation' }",
  }

  test('while one that fits does', async () => {
    const answers = { ...alone, resources: [parseSpecification('todos title')] }
    const project = renderProject(realPack, { name: 'rules', answers })
    const folder = join(root, 'rules')
    mkdirSync(folder)
    linkModules(folder, 20)
    const text = [
      "import type { Fields } from '../crud/fields.ts'",
      "import type { Stored } from '../crud/store.ts'",
      'interface Item extends Stored {',
      "  title: string; size: number; done: boolean; at: string; level: 'low' | 'high'; note?: string }",
      'const right: Fields<Item> = {',
      "  title: { type: 'string', min: 1, max: 9, default: 'a' },",
      "  size: { type: 'integer', min: 0, default: 1 },",
      "  done: { type: 'boolean', default: false },",
      "  at: { type: 'datetime', setAt: 'change' },",
      "  level: { type: 'enum', values: ['low', 'high'], default: 'low' },",
      "  note: { type: 'string', optional: true },",
      '}',
      'export const all: readonly Fields<Item>[] = [',
      '  right,',
      ...Object.values(wrong).flatMap((member) => ['  // @ts-expect-error', `  { ...right, ${member} },`]),
      ']',
    ].join('\n')
    const path = 'src/resources/rules.ts'
    const lines = text.split('\n').map((line, index) => ({ text: line, path, number: index + 1 }))
    const files = new Map<string, readonly Line[]>([...project.files, [path, lines]])
    const complaints = await compile(folder, [writeProject({ ...project, files }, folder)], false)
    expect(Object.fromEntries(complaints)).toEqual({})
  })
})
