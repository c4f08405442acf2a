import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readProbes } from '../../../scripts/matrix/probe/probe.ts'
import { settingRow } from '../../../src/model/setting.ts'
import { combinations } from '../../support/combinations.ts'
import { type Rendered, renderProject, textOf } from '../../support/project.ts'
import { realPack, templatesFolder } from '../../support/real-pack.ts'

const projects = combinations(realPack, 20)
  .map((combination) => renderProject(realPack, combination))
  .map((project): [string, Rendered] => [project.name, project])

/** Settings whose value only the machine can judge, once the server listens. */
const unjudged = ['anything', 'an address of the machine']

describe('the README of', () => {
  test.each(projects)('%s says where everything in its folders is', (_, project) => {
    const readme = textOf(project, 'README.md')
    const files = [...project.files.keys()].filter((path) => path.includes('/') && !path.startsWith('test/'))
    // The folder of everything says nothing about a file.
    const places = (path: string) => [path, `${posix.dirname(path)}/`].filter((place) => place !== 'src/')
    const told = (path: string) => places(path).some((place) => readme.includes(`\`${place}\``))
    expect(files.filter((path) => !told(path))).toEqual([])
  })

  test.each(projects)('%s has a line to try for each feature that adds routes', (_, project) => {
    const lines = project.files.get('README.md') ?? []
    const featuresOf = (pattern: RegExp) =>
      new Set(lines.filter(({ text }) => pattern.test(text)).map(({ path }) => path.split('/')[1]))
    expect([...featuresOf(/^curl /)].sort()).toEqual([...featuresOf(/^\| `[A-Z]+ \//)].sort())
  })

  test.each(projects)('%s lists every route of its resources', (_, project) => {
    const code = [...project.files.keys()].filter((path) => path.startsWith('src/resources/'))
    const routes = code.flatMap((path) => [...textOf(project, path).matchAll(/router\.add\('(\w+)', '([^']+)'/g)])
    const listed = textOf(project, 'README.md').replaceAll(/(\/api\/[\w-]+)\/1`/g, '$1/:id`')
    expect(routes.map(([, method, path]) => `| \`${method} ${path}\` `).filter((row) => !listed.includes(row))).toEqual(
      [],
    )
  })
})

const probes = readProbes(templatesFolder, realPack)
/** Features that list single routes in the README, and the paths but the home page that their probes find something at. */
const probed = realPack.features.flatMap(({ id, manifest }): [string, readonly string[], readonly string[]][] => {
  const routes = manifest.readme?.routes ?? []
  const found = (probes.get(id) ?? []).flatMap((probe) =>
    'request' in probe && probe.answer.status === 200 ? [probe.request.path.split('?')[0] ?? ''] : [],
  )
  const below = found.filter((path) => path !== '/')
  const isOpen = routes.some((route) => route.below || /\{\{|\/:/.test(route.path))
  return isOpen || routes.length === 0 || below.length === 0 ? [] : [[id, routes.map(({ path }) => path), below]]
})

test.each(probed)('%s lists each path that its probes find something at', (_, listed, paths) => {
  expect(paths.filter((path) => !listed.includes(path))).toEqual([])
})

describe('the own tests of', () => {
  test.each(projects)('%s try a value that is not allowed for each setting', (_, project) => {
    const included = realPack.features.flatMap(({ manifest }) => manifest.settings ?? [])
    const listed = included.filter(({ name }) => textOf(project, 'README.md').includes(`| \`${name}\` `))
    const tried = textOf(project, 'test/settings.test.ts')
    // A secret is tried by its own feature, since its value must not be shown.
    const tests = [...project.files.keys()]
      .filter((path) => path.startsWith('test/'))
      .map((path) => textOf(project, path))
    const isTried = (name: string) =>
      tried.includes(`'${name}'`) || tests.some((text) => text.includes(`refuses the ${name} `))
    const untried = listed.map(settingRow).filter(({ name, allowed }) => !unjudged.includes(allowed) && !isTried(name))
    expect(untried.map(({ name }) => name)).toEqual([])
  })
})
