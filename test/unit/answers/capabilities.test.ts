import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { answersSchema } from '../../../src/answers/answers-schema.ts'
import { readSaved } from '../../../src/answers/read-saved.ts'
import { replayCommand } from '../../../src/answers/replay-command.ts'
import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import { completionScript } from '../../../src/arguments/completion/script.ts'
import { featureDocument, featureList } from '../../../src/arguments/feature-list.ts'
import { helpText } from '../../../src/arguments/help-text.ts'
import { parseArguments } from '../../../src/arguments/parse-arguments.ts'
import { meetingsOf } from '../../../src/main/renderings.ts'
import type { NodeMajor, Resolved } from '../../../src/model/answers.ts'
import type { FeatureManifest } from '../../../src/model/manifest.ts'
import { checkManifests } from '../../../src/pack/check-manifests.ts'
import { joinPacks } from '../../../src/pack/join-packs.ts'
import { render } from '../../../src/render/render.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { realPack } from '../../support/real-pack.ts'
import { folderOf } from '../../support/templates-folder.ts'
import { packOf, type TinyFeature } from '../../support/tiny-pack.ts'

const question = { type: 'provider', question: 'Where are they kept?', hint: 'where crates are kept' } as const

function provider(manifest: Partial<FeatureManifest>, text: string): TinyFeature {
  return { manifest: { provides: 'store', ...manifest }, templates: { 'files/store.txt': text } }
}

/** Crates are kept in a cellar, from Node 24 on in an attic, or on a roof that excludes hay. */
const pack = packOf({
  base: {},
  crates: { manifest: { options: { store: question } } },
  hay: {},
  'store-attic': provider({ node: '24', defaultFrom: 24, requires: ['ladder'] }, 'attic'),
  'store-cellar': provider({ defaultFrom: 20 }, 'cellar'),
  roof: provider({ conflicts: ['hay'] }, 'roof'),
  ladder: { manifest: { automatic: { shared: true } }, templates: { 'files/ladder.txt': 'ladder' } },
  insulation: {
    manifest: { automatic: { with: ['store-attic', 'hay'] } },
    templates: { 'files/insulation.txt': 'hay' },
  },
})

function resolve(words: string, node: NodeMajor = 26): Resolved {
  const { choices } = parseArguments(words.split(' '), pack, resourceLanguage)
  return resolveAnswers(pack, choices, { nodeMajor: node, cwd: '/' }, resourceLanguage)
}

const filesOf = (words: string, node?: NodeMajor) => Object.fromEntries(render(pack, resolve(words, node).answers))

describe('a capability', () => {
  test.each<[string, NodeMajor, Record<string, string>]>([
    ['--crates', 22, { 'store.txt': 'cellar\n' }],
    ['--crates', 24, { 'store.txt': 'attic\n', 'ladder.txt': 'ladder\n' }],
    ['--crates --hay', 24, { 'store.txt': 'attic\n', 'ladder.txt': 'ladder\n', 'insulation.txt': 'hay\n' }],
    ['--crates --store cellar', 26, { 'store.txt': 'cellar\n' }],
    ['--crates --store roof', 26, { 'store.txt': 'roof\n' }],
    ['--hay', 26, {}],
  ])('%s on Node %i brings its provider and what that requires', (words, node, files) => {
    expect(filesOf(words, node)).toEqual(files)
  })

  test('is an option among the answers, in the file of answers and in the line that makes the project again', () => {
    const resolved = resolve('--crates --store roof')
    expect(resolved.answers).toMatchObject({ features: ['crates'], options: { crates: { store: 'roof' } } })
    const line = replayCommand(pack, resolved, 'posix', resourceLanguage)
    expect(line).toContain(' --store roof ')
    expect(readSaved(pack, resolved.answers, 'a.json', resourceLanguage).options).toEqual({ crates: { store: 'roof' } })
    expect(JSON.stringify(answersSchema(pack))).toContain('"enum":["attic","cellar","roof"]')
  })

  test('is one flag, with its default in words', () => {
    const about = 'where crates are kept (attic from Node 24 on, else cellar)'
    expect(helpText(pack, 120)).toMatch(
      new RegExp(`--store <attic\\|cellar\\|roof> +${about.replace(/[()]/g, '\\$&')}`),
    )
    expect(featureList(pack, 120)).toContain('of crates, where crates are kept: attic, cellar, roof (attic from Node')
    expect(completionScript(pack, 'bash')).toContain('attic cellar roof')
    const { features } = JSON.parse(featureDocument(pack)) as { features: { id: string; options: object[] }[] }
    expect(features.map(({ id }) => id)).toEqual(['crates', 'hay'])
    expect(features[0]?.options[0]).toMatchObject({
      ...{ name: 'store', flag: '--store', type: 'provider', choices: ['attic', 'cellar', 'roof'] },
      providers: [
        { name: 'attic', node: '24', defaultFrom: 24 },
        { name: 'cellar', defaultFrom: 20 },
        { name: 'roof' },
      ],
    })
  })

  test.each<[string, NodeMajor, string]>([
    ['--crates --store attick', 26, '--store: unknown "attick"; did you mean "attic"?'],
    ['--hay --store cellar', 26, '--store needs crates, which is not chosen: add --crates, or leave it out'],
    [
      '--crates --store attic',
      22,
      '--store attic needs Node 24 or newer, and the project is for Node 22: add --node 24, or take cellar',
    ],
    ['--crates --hay --store roof', 26, 'hay and roof exclude each other: leave one of the two out'],
    ['--store-attic', 26, 'unknown flag --store-attic'],
  ])('%s on Node %i is refused', (words, node, message) => {
    expect(() => resolve(words, node)).toThrow(expect.objectContaining({ code: 'wrongRequest' }))
    expect(() => resolve(words, node)).toThrow(message)
  })

  test('a file of answers that names no provider of it is refused', () => {
    const saved = { features: ['crates'], options: { crates: { store: 'shed' } } }
    expect(() => readSaved(pack, saved, 'a.json', resourceLanguage)).toThrow(
      'a.json: options.crates.store is "shed", which is none of attic, cellar, roof',
    )
  })

  test('is tried with every provider that a combination can have', () => {
    const names = everyCombination(pack, 24).map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('crates'))).toEqual([
      'crates',
      'crates, store cellar',
      'crates, store roof',
      'crates + hay',
      'crates + hay, store cellar',
    ])
    const roof = pack.features.filter(({ id }) => id === 'roof')
    const met = meetingsOf(pack, roof).filter(({ answers }) => answers.options.crates?.store === 'roof')
    expect(met.length).toBeGreaterThan(0)
    expect(met.filter(({ answers }) => answers.features.includes('hay'))).toEqual([])
  })
})

describe('a pack of one’s own', () => {
  const manifest = { title: 'Redis', hint: 'in a Redis', provides: 'store' }

  test('adds a provider to a capability of ours', () => {
    const cwd = folderOf({
      'own/redis/feature.json': JSON.stringify(manifest),
      'own/redis/files/src/redis.ts.hbs': 'export const redis = 1\n',
    })
    const joined = joinPacks(realPack, ['own'], cwd)
    const { choices } = parseArguments(['--resource', '--store', 'redis'], joined, resourceLanguage)
    const { answers } = resolveAnswers(joined, choices, { nodeMajor: 24, cwd: '/' }, resourceLanguage)
    expect(answers.options.resource).toEqual({ store: 'redis' })
    expect(render(joined, answers).get('src/redis.ts')).toBe('export const redis = 1\n')
    expect(render(joined, { ...answers, options: { resource: { store: 'memory' } } }).has('src/redis.ts')).toBe(false)
  })

  test('cannot provide what nothing asks for', () => {
    const cwd = folderOf({ 'own/redis/feature.json': JSON.stringify({ ...manifest, provides: 'stor' }) })
    expect(() => joinPacks(realPack, ['own'], cwd)).toThrow(
      `${join('own', 'redis', 'feature.json')}: "provides" names "stor", which no feature asks for; did you mean "store"?`,
    )
  })
})

describe('manifests that make no choice are refused', () => {
  const cellar = { provides: 'store', defaultFrom: 20 }
  const crates = { options: { store: question } }
  test.each<[string, Record<string, Partial<FeatureManifest>>, string]>([
    [
      'no default',
      { crates, roof: { provides: 'store' } },
      'crates/feature.json: no provider of "store" is the default',
    ],
    ['a default on newer Nodes alone', { crates, roof: { provides: 'store', defaultFrom: 22 } }, 'is the default'],
    ['two defaults', { crates, cellar, roof: cellar }, 'are both the default from Node 20 on'],
    [
      'one name twice',
      { crates, 'store-roof': cellar, roof: { provides: 'store' } },
      'templates/roof/feature.json and templates/store-roof/feature.json are both of one name',
    ],
    ['a default that does not run', { crates, cellar: { ...cellar, node: '22.13' } }, 'and needs Node 22.13'],
    ['options of a provider', { crates, cellar: { ...cellar, options: {} } }, 'leave out "options"'],
    [
      'a provider that requires a choice',
      { crates, hay: {}, cellar: { ...cellar, requires: ['hay'] } },
      '"requires" names "hay", and a provider may require shared parts alone',
    ],
    ['two that ask for one capability', { crates, boxes: crates, cellar }, 'asks for "store" already'],
  ])('%s', (_, manifests, message) => {
    const features = Object.entries(manifests).map(([id, manifest]) => [id, { manifest }])
    const { features: all, presets } = packOf(Object.fromEntries(features))
    expect(() => checkManifests(all, presets)).toThrow(message)
  })
})
