import { describe, expect, test } from 'vitest'
import { type Fault, showFault } from '../../../src/lint/fault.ts'
import { lintFeatures } from '../../../src/lint/lint-features.ts'
import { meetingsOf, renderMeeting } from '../../../src/main/renderings.ts'
import type { SettingManifest } from '../../../src/model/manifest.ts'
import { templateOf } from '../../../src/render/render.ts'
import { packOf, type TinyFeature } from '../../support/tiny-pack.ts'

/** A pack whose base is a small server, and what is to be looked at in it. */
function lint(features: Readonly<Record<string, TinyFeature>>): readonly string[] {
  const pack = packOf({ base, ...features })
  const faults = lintFeatures({
    pack,
    features: pack.features,
    manifestText: ({ manifest }) => JSON.stringify(manifest, null, 2),
    renderings: meetingsOf(pack, pack.features).map((meeting) => renderMeeting(templateOf, pack, meeting)),
  })
  return faults.map(showFault)
}

const base: TinyFeature = {
  templates: {
    'files/src/server.ts': "import { app } from './app.ts'\napp()\n",
    'files/src/app.ts': 'export function app() {\n  {{slot "setup"}}\n}\n',
    'files/README.md': '{{#each settings}}\n| `{{name}}` |\n{{/each}}\n{{slot "layout"}}\n',
    'files/.env.example': '{{#each settings}}\n# {{name}}=\n{{/each}}\n',
  },
}
const row = { 'slots/README.md/layout': '| it |' }
const pot: TinyFeature = {
  templates: {
    ...row,
    'files/src/pot.ts': 'export const pot = 1\n',
    'slots/src/app.ts/setup': "import { pot } from './pot.ts'\nboil(pot)\n",
  },
}
const setting: SettingManifest = { name: 'POT_SIZE', type: 'integer', default: 1, min: 1, max: 9, about: 'Size' }
const option = { type: 'text' as const, question: 'What?', hint: '', default: 'x' }
const pots = 'templates/pot'

const section = (slot: string, ...lines: readonly string[]) =>
  [`{{#section "${slot}"}}`, ...lines, '{{/section}}', ''].join('\n')

/** The pot with something else about it. */
const potWith = (rest: TinyFeature): TinyFeature => ({
  manifest: { ...rest.manifest },
  templates: { ...pot.templates, ...rest.templates },
})

test('features that are whole have nothing to be said of them', () => {
  expect(
    lint({
      pot: potWith({
        manifest: { settings: [setting], options: { lid: option } },
        templates: { 'files/src/pot.ts': "export const pot = '{{options.lid}}' + env['POT_SIZE']\n" },
      }),
    }),
  ).toEqual([])
})

test('a slot that is for packs need not be filled', () => {
  const files = { 'files/src/pot.ts': '{{slot "lid"}}{{! for packs }}\nexport const pot = 1\n' }
  expect(lint({ pot: potWith({ templates: files }) }).filter((fault) => fault.includes('slot'))).toEqual([])
})

test('a file that a script of the project starts is one that something leads to', () => {
  const scripts = '{ "scripts": { "boil": "node src/boil.ts now" } }\n'
  const templates = { 'files/package.json': scripts, 'files/src/boil.ts': 'boil()\n' }
  expect(lint({ pot: potWith({ templates }) }).filter((fault) => fault.includes('boil'))).toEqual([])
})

test('a reader in a file that is not there is found, at its setting in the manifest', () => {
  const config =
    'import { app } from \'./app.ts\'\nexport interface Config {\n  {{slot "settings"}}\n}\n{{slot "read"}}\n'
  const ground: TinyFeature = {
    templates: { ...base.templates, 'files/src/config.ts': config },
  }
  const reader = { name: 'readPot', from: './pott.ts', type: 'string' }
  const custom: SettingManifest = {
    name: 'POT',
    type: 'custom',
    allowed: 'a pot',
    about: 'Pot',
    property: 'pot',
    reader,
  }
  const own = potWith({
    manifest: { settings: [custom] },
    templates: { 'files/src/pot.ts': "export const pot = env['POT']\n" },
  })
  expect(lint({ base: ground, pot: own })).toContainEqual(
    expect.stringMatching(
      /^templates\/pot\/feature\.json:\d+: imports \.\/pott\.ts, which is missing from some projects/,
    ),
  )
})

test('a setting of what is in every project may be read by other features', () => {
  const ground: TinyFeature = {
    manifest: { automatic: { always: true }, settings: [setting] },
    templates: { ...base.templates, 'files/src/app.ts': 'export const app = env[\'POT_SIZE\']\n{{slot "setup"}}\n' },
  }
  const reader = potWith({ templates: { 'files/src/pot.ts': "export const pot = env['POT_SIZE']\n" } })
  expect(lint({ base: ground, pot: reader })).toEqual([])
})

describe('a fault is told with its file, its line and what to do', () => {
  test.each<[string, Record<string, TinyFeature>, string]>([
    [
      'a slot that nobody fills',
      { pot: potWith({ templates: { 'files/src/pot.ts': 'export const pot = 1\n{{slot "lid"}}\n' } }) },
      `${pots}/files/src/pot.ts.hbs:2: no feature fills the slot "lid": fill it, in a section "lid" of slots/src/pot.ts.hbs of a feature, or take it out`,
    ],
    [
      'a slot with default lines that nobody fills',
      { pot: potWith({ templates: { 'files/src/pot.ts': '{{#slot "lid"}}\nexport const pot = 1\n{{/slot}}\n' } }) },
      `${pots}/files/src/pot.ts.hbs:1: no feature fills the slot "lid": `,
    ],
    [
      'an import of a file that a feature writes which may be left out',
      {
        lid: { templates: { ...row, 'files/src/lid.ts': 'export const lid = 1\n' } },
        pot: potWith({ templates: { 'files/src/pot.ts': "import { lid } from './lid.ts'\nexport const pot = lid\n" } }),
      },
      `${pots}/files/src/pot.ts.hbs:1: imports ./lid.ts, which is missing from some projects with this feature: add "lid" to "requires"`,
    ],
    [
      'an import of a file that nothing writes',
      {
        pot: potWith({ templates: { 'files/src/pot.ts': "import { a } from '../lid.ts'\nexport const pot = a\n" } }),
      },
      `${pots}/files/src/pot.ts.hbs:1: imports ../lid.ts, which is missing from some projects with this feature: fix the path`,
    ],
    [
      'an option that nothing uses',
      {
        pot: potWith({
          manifest: { options: { lid: option, 'lid-size': option } },
          templates: { 'files/x.txt': '{{options.lid-size}}' },
        }),
      },
      `${pots}/feature.json:5: the option "lid" is asked for and never used: use {{options.lid}} in a template or [options.lid] in a file's name, or take it out`,
    ],
    [
      'a setting that nothing reads',
      { pot: potWith({ manifest: { settings: [setting] } }) },
      `${pots}/feature.json:6: the setting POT_SIZE is listed and never read: name the "property" of Config that holds it`,
    ],
    [
      'a setting that is read and not listed',
      { pot: potWith({ templates: { 'files/src/pot.ts': "// a\nexport const pot = text(env, 'POT_SIZE')\n" } }) },
      `${pots}/files/src/pot.ts.hbs:2: the setting POT_SIZE is read and not listed: add it to "settings" in ${pots}/feature.json`,
    ],
    [
      'a title that is missing',
      { pot: potWith({ manifest: { title: ' ' } }) },
      `${pots}/feature.json:2: the title is missing: add "title"`,
    ],
    [
      'a hint that is missing',
      { pot: potWith({ manifest: { hint: '' } }) },
      `${pots}/feature.json:3: the hint is missing: add "hint"`,
    ],
    [
      'a hint that is a sentence',
      { pot: potWith({ manifest: { hint: 'a pot.' } }) },
      `${pots}/feature.json:3: the hint ends in a full stop: leave it out`,
    ],
    [
      'an order among features that never meet',
      { lid: { templates: { 'files/lid.txt': 'lid' } }, pot: potWith({ manifest: { after: ['lid'] } }) },
      `${pots}/feature.json:5: "after" names "lid", with which it shares no slot: leave it out of "after"`,
    ],
    [
      'the same the other way round',
      { lid: { templates: { 'files/lid.txt': 'lid' } }, pot: potWith({ manifest: { before: ['lid'] } }) },
      `${pots}/feature.json:5: "before" names "lid", with which it shares no slot: leave it out of "before"`,
    ],
    [
      'an order that a requirement gives already',
      { lid: { templates: row }, pot: potWith({ manifest: { requires: ['lid'], after: ['lid'] } }) },
      `${pots}/feature.json:8: "after" repeats that it requires "lid": leave it out of "after"`,
    ],
    [
      'an import behind statements',
      { pot: potWith({ templates: { 'slots/src/app.ts/setup': "boil(pot)\nimport { pot } from './pot.ts'\n" } }) },
      `${pots}/slots/src/app.ts/setup.hbs:2: an import behind statements: put imports at the head of the fragment`,
    ],
    [
      'an import over several lines',
      { pot: potWith({ templates: { 'slots/src/app.ts/setup': "import {\n  pot,\n} from './pot.ts'\nboil(pot)\n" } }) },
      `${pots}/slots/src/app.ts/setup.hbs:1: an import over several lines, which is not gathered with the others: write it on one line`,
    ],
    [
      'a file that nothing imports',
      { pot: potWith({ templates: { 'files/src/stove.ts': 'export const stove = 1\n' } }) },
      `${pots}/files/src/stove.ts.hbs:1: nothing leads to src/stove.ts: import it where it is needed`,
    ],
    [
      'a file whose only user nothing imports',
      {
        pot: potWith({
          templates: {
            'files/src/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
            'files/src/b.ts': 'export const b = 1\n',
          },
        }),
      },
      `${pots}/files/src/b.ts.hbs:1: nothing leads to src/b.ts`,
    ],
    [
      'a file that only a test imports',
      {
        pot: potWith({
          templates: {
            'files/src/stove.ts': 'export const stove = 1\n',
            'files/test/stove.test.ts': "import { stove } from '../src/stove.ts'\ntest(stove)\n",
          },
        }),
      },
      `${pots}/files/src/stove.ts.hbs:1: nothing leads to src/stove.ts`,
    ],
    [
      'a template without lines',
      { pot: potWith({ templates: { 'files/notes.txt': '{{#each resources}}x{{/each}}' } }) },
      `${pots}/files/notes.txt.hbs:1: its lines reach no project: `,
    ],
    [
      'a fragment that never meets its file',
      {
        lid: { manifest: { automatic: { without: ['pot'] } }, templates: { 'files/lid.txt': '{{slot "end"}}\nx' } },
        pot: potWith({ templates: { 'slots/lid.txt/end': 'x' } }),
      },
      `${pots}/slots/lid.txt/end.hbs:1: its lines reach no project: `,
    ],
    [
      'a section that writes nothing beside one that does',
      {
        lid: { templates: { 'files/lid.txt': '{{slot "top"}}\nx\n{{slot "end"}}\n' } },
        pot: potWith({
          templates: {
            'slots/lid.txt': section('top', 'x') + section('end', '{{#if options.none}}', 'x', '{{/if}}'),
          },
          manifest: { options: { none: { ...option, default: '' } } },
        }),
      },
      `${pots}/slots/lid.txt.hbs:4: its lines reach no project: `,
    ],
    [
      'an import behind the statements of a section',
      {
        lid: { templates: { ...row, 'files/src/lid.ts': '{{slot "end"}}\n' } },
        pot: potWith({
          templates: { 'slots/src/lid.ts': `\n${section('end', 'boil(pot)', "import { pot } from './pot.ts'")}` },
        }),
      },
      `${pots}/slots/src/lid.ts.hbs:4: an import behind statements: put imports at the head of the fragment`,
    ],
    [
      'a setting that a section reads and the manifest does not list',
      {
        lid: { templates: { ...row, 'files/src/lid.ts': '{{slot "end"}}\n' } },
        pot: potWith({ templates: { 'slots/src/lid.ts': section('end', 'boil()', "boil(env['POT_SIZE'])") } }),
      },
      `${pots}/slots/src/lid.ts.hbs:3: the setting POT_SIZE is read and not listed`,
    ],
    [
      'a shared part that nobody requires',
      { pot: { ...pot, manifest: { automatic: { shared: true } } } },
      `${pots}/feature.json:1: it joins no project: let a feature require it, or take it out`,
    ],
    [
      'a part that can never be',
      { lid: { templates: row }, pot: { ...pot, manifest: { automatic: { with: ['lid'], without: ['lid'] } } } },
      `${pots}/feature.json:1: it joins no project: mend "automatic", which no choice fulfils`,
    ],
  ])('%s', (_, features, expected) => {
    expect(lint(features)).toContainEqual(expect.stringContaining(expected))
  })

  test.each<[string, Record<string, string>, string]>([
    [
      'a fragment for a file that nobody writes',
      { 'slots/src/ap.ts/setup': 'x()' },
      `${pots}/slots/src/ap.ts/setup.hbs:1: no feature writes src/ap.ts; did you mean "src/app.ts"?: name a file`,
    ],
    [
      'a fragment for a slot that is not there',
      { 'slots/src/app.ts/set-up': 'x()' },
      `${pots}/slots/src/app.ts/set-up.hbs:1: templates/base/files/src/app.ts.hbs declares no slot "set-up"; did you mean "setup"?: take one of its slots: setup`,
    ],
    [
      'a section for a slot that is not there',
      { 'files/lid.txt': '{{slot "end"}}\n', 'slots/lid.txt': `\n${section('ent', 'x')}` },
      `${pots}/slots/lid.txt.hbs:2: ${pots}/files/lid.txt.hbs declares no slot "ent"; did you mean "end"?: take one of its slots: end`,
    ],
    [
      'a section for a file that nobody writes',
      { 'slots/src/ap.ts': '{{#section "setup"}}\nx()\n{{/section}}\n' },
      `${pots}/slots/src/ap.ts.hbs:1: no feature writes src/ap.ts; did you mean "src/app.ts"?: name a file`,
    ],
  ])('%s, which cannot even be rendered', (_, templates, expected) => {
    const pack = packOf({ base, pot: potWith({ templates }) })
    const faults = lintFeatures({ pack, features: pack.features, manifestText: () => '', renderings: [] })
    expect(faults.map(showFault)).toContainEqual(expect.stringContaining(expected))
  })
})

test('only the features that are asked for are looked at, and faults come in the order of their places', () => {
  const pack = packOf({ base, pot: potWith({ manifest: { hint: '', title: '' } }), lid: { manifest: { hint: '' } } })
  const pot = pack.features.filter(({ id }) => id === 'pot')
  const faults: readonly Fault[] = lintFeatures({
    pack,
    features: pot,
    manifestText: ({ manifest }) => JSON.stringify(manifest, null, 2),
    renderings: meetingsOf(pack, pot).map((meeting) => renderMeeting(templateOf, pack, meeting)),
  })
  expect(faults.map(({ path, line }) => `${path}:${line}`)).toEqual([
    `${pots}/feature.json:2`,
    `${pots}/feature.json:3`,
  ])
})
