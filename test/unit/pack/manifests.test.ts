import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { slotsIn } from '../../../src/lint/lint-slots.ts'
import { slotsOfManifest } from '../../../src/model/manifest-slots.ts'
import { type Feature, sourceOf } from '../../../src/model/pack.ts'
import { joinPacks } from '../../../src/pack/join-packs.ts'
import { realPack, templatesFolder } from '../../support/real-pack.ts'

const schema = JSON.parse(readFileSync(join(templatesFolder, 'feature.schema.json'), 'utf8')) as Schema
const validator = new Validator(schema, '2020-12', false)
const problems = (manifest: unknown) =>
  validator.validate(manifest).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)

const features = realPack.features.map((feature): [string, Feature] => [feature.id, feature])

describe('feature.schema.json', () => {
  const fine = { title: 'A', hint: 'an a' }
  const option = { type: 'text', question: 'What?', hint: '', default: 'x' }
  const setting = { name: 'A_MAX', type: 'text', about: 'The most' }
  const integer = { ...setting, type: 'integer', default: 1 }
  const custom = { ...setting, type: 'custom', allowed: 'a file' }
  const reader = { name: 'readMax', from: './a.ts', type: 'string' }

  test.each(features)('accepts the manifest of %s', (_, { manifest }) => {
    expect(problems(manifest)).toEqual([])
  })

  test.each(features)('is named by the manifest of %s, for editors', (_, { folder, text = '' }) => {
    expect(JSON.parse(text)).toMatchObject({ $schema: relative(folder, 'templates/feature.schema.json') })
  })

  test.each<[string, object]>([
    ['title and hint alone', fine],
    ['an option of each type', { ...fine, options: { a: option, 'b-c': { ...option, type: 'directory' } } }],
    ['a capability', { ...fine, options: { store: { type: 'provider', question: 'Where?', hint: 'there' } } }],
    ['a provider of it', { ...fine, provides: 'store', defaultFrom: 24 }],
    ['a choice with choices', { ...fine, options: { a: { ...option, type: 'choice', choices: ['x', 'y'] } } }],
    ['a setting without default', { ...fine, settings: [setting] }],
    ['a setting of each type', { ...fine, settings: [integer, { ...setting, type: 'flag', default: false }, custom] }],
    ['bounds by a unit', { ...fine, settings: [{ ...integer, unit: 'ms', property: 'a.maxMs' }] }],
    ['a reader', { ...fine, settings: [{ ...custom, property: 'max', reader }] }],
    ['rows of the README', { ...fine, readme: { layout: [{ path: 'src/a.ts', about: 'an a' }], curl: ['curl /'] } }],
    [
      'packages, scripts and ignored paths',
      {
        ...fine,
        dependencies: { pg: '^8.0.0' },
        devDependencies: { a: '1' },
        scripts: { key: 'x' },
        ignored: ['data/'],
      },
    ],
    ['copied folders', { ...fine, copied: ['migrations'] }],
    [
      'a row of the table on security',
      { ...fine, readme: { security: [{ risk: 'a', measure: 'b', settings: ['A'] }] } },
    ],
    ['a member of the context', { ...fine, context: [{ name: 'a', type: 'A', from: './a.ts', initial: 'noA' }] }],
    ['a variable that is passed', { ...fine, passed: [{ name: 'a', type: 'string', about: 'An a.' }] }],
    ['resources', { ...fine, resources: { default: ['todos title'] }, reserved: ['Store'] }],
    ['no preset at all', { ...fine, presets: [] }],
    ['a lowest Node, and features that exclude it', { ...fine, node: '22.13', conflicts: ['b'] }],
    ['a part that joins by itself', { ...fine, automatic: { with: ['a'], without: ['b'], nodeBelow: 22 } }],
    ['a part for a package manager', { ...fine, automatic: { packageManager: 'yarn' } }],
  ])('accepts %s', (_, manifest) => {
    expect(problems(manifest)).toEqual([])
  })

  test.each<[string, unknown]>([
    ['a list', []],
    ['no title', { hint: 'an a' }],
    ['no hint', { title: 'A' }],
    ['an empty hint', { ...fine, hint: '' }],
    ['a hint of two lines', { ...fine, hint: 'a\nb' }],
    ['a key it does not know', { ...fine, requries: ['b'] }],
    ['a name that is no folder name', { ...fine, requires: ['Rate Limit'] }],
    ['a name twice', { ...fine, after: ['a', 'a'] }],
    ['a part that never joins', { ...fine, automatic: {} }],
    ['always: false', { ...fine, automatic: { always: false } }],
    ['a Node that is no choice', { ...fine, automatic: { nodeBelow: 23 } }],
    ['a package manager that is no choice', { ...fine, automatic: { packageManager: 'nmp' } }],
    ['resources without a default', { ...fine, resources: {} }],
    ['an option without a default', { ...fine, options: { a: { type: 'text', question: 'What?', hint: '' } } }],
    ['an option of another type', { ...fine, options: { a: { ...option, type: 'date' } } }],
    ['an option whose flag could not be typed', { ...fine, options: { 'A b': option } }],
    ['a default of a capability', { ...fine, options: { a: { ...option, type: 'provider' } } }],
    ['a default provider of nothing', { ...fine, defaultFrom: 20 }],
    ['a choice without choices', { ...fine, options: { a: { ...option, type: 'choice' } } }],
    ['choices of a text', { ...fine, options: { a: { ...option, choices: ['x', 'y'] } } }],
    ['a setting in lower case', { ...fine, settings: [{ ...setting, name: 'a_max' }] }],
    ['a setting without a type', { ...fine, settings: [{ name: 'A_MAX', about: 'The most' }] }],
    ['an integer without default', { ...fine, settings: [{ ...setting, type: 'integer' }] }],
    ['an integer whose default is a text', { ...fine, settings: [{ ...integer, default: '1' }] }],
    ['a flag whose default is a text', { ...fine, settings: [{ ...setting, type: 'flag', default: 'false' }] }],
    ['a choice of a setting without choices', { ...fine, settings: [{ ...setting, type: 'choice', default: 'a' }] }],
    ['bounds of a text', { ...fine, settings: [{ ...setting, max: 9 }] }],
    ['a custom setting without words for what is allowed', { ...fine, settings: [{ ...setting, type: 'custom' }] }],
    ['words for what a type allows already', { ...fine, settings: [{ ...integer, allowed: '1 to 9' }] }],
    ['a custom property without a reader', { ...fine, settings: [{ ...custom, property: 'max' }] }],
    ['a reader without a property', { ...fine, settings: [{ ...custom, reader }] }],
    ['a readme without rows', { ...fine, readme: {} }],
    ['a route without a method', { ...fine, readme: { routes: [{ path: '/', about: '200' }] } }],
    ['a route whose path is none', { ...fine, readme: { routes: [{ method: 'GET', path: 'a', about: '200' }] } }],
    ['a member of the context that is nothing at first', { ...fine, context: [{ name: 'a', type: 'string' }] }],
    ['a variable that is something at first', { ...fine, passed: [{ name: 'a', type: 'A', initial: 'b' }] }],
    ['a risk without a measure', { ...fine, readme: { security: [{ risk: 'a' }] } }],
    ['no dependencies', { ...fine, dependencies: {} }],
    ['a range that is no text', { ...fine, dependencies: { pg: 8 } }],
    ['a Node that has no support', { ...fine, node: '23' }],
    ['a Node as a number', { ...fine, node: 24 }],
    ['a setting without words', { ...fine, settings: [{ ...setting, about: '' }] }],
  ])('refuses %s', (_, manifest) => {
    expect(problems(manifest)).not.toEqual([])
  })

  test('knows the keys that src/model/manifest.ts knows', () => {
    const source = readFileSync('src/model/manifest.ts', 'utf8')
    const declared = (name: string) => {
      const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? ''
      return [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, key]) => key).sort()
    }
    const keys = ({ properties = {} }: Schema) => Object.keys(properties).sort()
    expect(keys(schema)).toEqual(['$schema', ...declared('FeatureManifest')])
    expect(keys(schema.$defs.option)).toEqual(declared('OptionManifest'))
    expect(keys(schema.$defs.setting)).toEqual(declared('SettingManifest'))
    expect(keys(schema.$defs.reader)).toEqual(declared('SettingReader'))
    expect(keys(schema.$defs.member)).toEqual(declared('MemberManifest'))
  })
})

describe('the published templates', () => {
  test('declare no slot that nobody fills, and for packs none but those that a test fills', () => {
    const filled = new Set(
      joinPacks(realPack, ['test/support/timing-pack'], '.').features.flatMap(({ manifest, fragments }) =>
        [...fragments, ...slotsOfManifest(manifest)].map(({ target, slot }) => `${target}: ${slot}`),
      ),
    )
    const declared = realPack.features.flatMap(({ files }) =>
      files.flatMap((file) => slotsIn(sourceOf(file)).map(({ name }) => `${file.target}: ${name}`)),
    )
    expect(declared.filter((slot) => !filled.has(slot))).toEqual([])
  })

  test('have a folder a feature, with nothing in it that is not read', () => {
    const own = /^templates\/([^/]+\.(?:json|md)|.+\/(?:feature\.json|probes\.json|(?:files|slots)\/.+))$/
    const folders = new Set(realPack.features.map(({ folder }) => folder))
    const strays = readdirSync(templatesFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `templates/${relative(templatesFolder, join(parentPath, name))}`)
      .filter((path) => !own.test(path) || (path.endsWith('/feature.json') && !folders.has(dirname(path))))
    expect(strays).toEqual([])
  })

  test('share no part that nobody requires', () => {
    const required = new Set(realPack.features.flatMap(({ manifest }) => manifest.requires ?? []))
    const shared = realPack.features.filter(({ manifest }) => manifest.automatic?.shared)
    expect(shared.map(({ id }) => id).filter((id) => !required.has(id))).toEqual([])
  })

  test('give every preset its own features, or everything', () => {
    const named = new Set(realPack.features.flatMap(({ manifest }) => manifest.presets ?? []))
    expect(Object.keys(realPack.presets)).toEqual(expect.arrayContaining([...named]))
    const whole = Object.entries(realPack.presets).filter(([, preset]) => preset.everything)
    for (const [name] of whole) expect(named).not.toContain(name)
  })
})
