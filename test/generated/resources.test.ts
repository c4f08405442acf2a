import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { choosable, reservedNames } from '../../src/model/pack.ts'
import type { Resource } from '../../src/model/resource.ts'
import { namesOf } from '../../src/render/names.ts'
import { checkResources } from '../../src/resource/check-resources.ts'
import { parseSpecification } from '../../src/resource/parse-specification.ts'
import { type Complaints, compile } from '../support/compile.ts'
import { lint } from '../support/lint.ts'
import { failuresIn, runCompiledTests, testsRun } from '../support/own-tests.ts'
import { linkModules, type Project, renderProject, textOf, writeProject } from '../support/project.ts'
import { answersFor, everything, realPack } from '../support/real-pack.ts'
import { folderForFile } from '../support/scratch.ts'

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
  const tried = rows.filter(({ name }) => name.startsWith('every type') || name === gathered.name)
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
