import { type Answers, type NodeMajor, nodeMajors } from '../model/answers.ts'
import { parseNode } from '../model/compatible.ts'
import type { SettingManifest } from '../model/manifest.ts'
import type { Feature } from '../model/pack.ts'
import { type SettingRow, settingRow } from '../model/setting.ts'
import type { ResourceNames } from './names.ts'
import { type PackageLists, packageLists } from './package-lists.ts'
import { type ManagerContext, managers } from './package-managers.ts'
import { inOrderOfCreation } from './references.ts'
import { type ResourceContext, resourceContext } from './resource-context.ts'
import { boundsText, functionFor, readExpression, type SettingFunction } from './settings.ts'

const languages: Readonly<Record<NodeMajor, string>> = { 20: 'es2023', 22: 'es2024', 24: 'es2025', 26: 'es2025' }
/** Of what came later, that which its V8 has. */
const later: Readonly<Record<NodeMajor, readonly string[]>> = {
  20: [],
  22: ['es2025.collection', 'es2025.iterator', 'esnext.array'],
  24: ['esnext.array', 'esnext.error', 'esnext.sharedmemory'],
  26: ['esnext.array', 'esnext.error', 'esnext.sharedmemory'],
}

/** What every template can name; documented for contributors in templates/README.md. */
export interface Context extends ProjectContext {
  /** The options of the feature that the template belongs to. */
  readonly options: Readonly<Record<string, string>>
}

/** What is the same for the templates of all features. */
interface ProjectContext extends PlainContext, PackageLists {}

interface PlainContext extends ManagerContext {
  readonly name: string
  readonly node: number
  /** The range for package.json: where Node runs TypeScript by itself, the first release that does. */
  readonly engines: string
  /** The chosen Node runs TypeScript from source. */
  readonly runsTypeScript: boolean
  /** The ECMAScript version that it has in full, as TypeScript names it. */
  readonly language: string
  /** The libraries of TypeScript for it, and for what it has of later versions, as a list in JSON. */
  readonly libraries: string
  /** The chosen major and the newer ones. */
  readonly nodes: readonly number[]
  readonly packageManager: string
  readonly resources: readonly ResourceContext[]
  /** The same, each after those that its items have to refer to. */
  readonly createdInOrder: readonly ResourceContext[]
  /** Lists of what refers to an item: `/api/users/1/posts`. */
  readonly nestedLists: readonly { readonly parent: ResourceNames; readonly child: ResourceNames }[]
  readonly settings: readonly SettingRow[]
  /** By name: the expression that reads a setting, and the bounds of an integer, for code that is written by hand. */
  readonly read: Readonly<Record<string, string>>
  readonly bounds: Readonly<Record<string, string>>
  /** Which functions of src/settings.ts the settings call. */
  readonly calls: Readonly<Record<SettingFunction, boolean>>
}

const engines = { 20: '20.12', 22: '22.18', 24: '24', 26: '26' }

/** The context of each feature's templates. `included`: the features of this project, in the pack's order. */
export function contextsOf(included: readonly Feature[], answers: Answers): Map<Feature, Context> {
  const shared = projectContext(included, answers)
  return new Map(included.map((feature) => [feature, { ...shared, options: answers.options[feature.id] ?? {} }]))
}

function projectContext(included: readonly Feature[], answers: Answers): ProjectContext {
  const plain = plainContext(included, answers)
  return { ...plain, ...packageLists(included, plain) }
}

function plainContext(included: readonly Feature[], answers: Answers): PlainContext {
  const resources = answers.resources.map((resource, index) => resourceContext(resource, index, answers.resources))
  const created = inOrderOfCreation(answers.resources)
  return {
    name: answers.name,
    node: answers.node,
    engines: `>=${lowestRelease(included, answers.node)}`,
    runsTypeScript: answers.node >= 22,
    language: languages[answers.node],
    libraries: [languages[answers.node], ...later[answers.node]].map((name) => JSON.stringify(name)).join(', '),
    nodes: nodeMajors.filter((major) => major >= answers.node),
    packageManager: answers.packageManager,
    ...managers[answers.packageManager],
    resources,
    createdInOrder: created.flatMap(({ name }) => resources.find((resource) => resource.name === name) ?? []),
    nestedLists: resources.flatMap((child) => child.parents.map((parent) => ({ parent, child }))),
    ...settingsContext(included.flatMap(({ manifest }) => manifest.settings ?? [])),
  }
}

/** The first release of a major that runs all of these features. */
function lowestRelease(included: readonly Feature[], node: NodeMajor): string {
  const needed = included
    .flatMap(({ manifest }) => manifest.node ?? [])
    .filter((text) => parseNode(text).major === node)
  return [engines[node], ...needed].reduce((one, other) =>
    parseNode(other).minor > parseNode(one).minor ? other : one,
  )
}

function settingsContext(
  settings: readonly SettingManifest[],
): Pick<PlainContext, 'settings' | 'read' | 'bounds' | 'calls'> {
  const called = new Set(settings.map(functionFor))
  const integers = settings.filter(({ type }) => type === 'integer')
  return {
    settings: settings.map(settingRow),
    read: Object.fromEntries(settings.map((setting) => [setting.name, readExpression(setting)])),
    bounds: Object.fromEntries(integers.map((setting) => [setting.name, boundsText(setting)])),
    calls: { integer: called.has('integer'), choice: called.has('choice'), flag: called.has('flag') },
  }
}
