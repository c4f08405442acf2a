import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { joinPacks } from '../../../src/pack/join-packs.ts'
import { folderOf } from '../../support/templates-folder.ts'
import { packOf } from '../../support/tiny-pack.ts'

const setting = { name: 'PORT', type: 'text' as const, about: 'A port' }
const pack = packOf({ base: { manifest: { settings: [setting] } }, cup: {} })
const manifest = (rest: object = {}) => JSON.stringify({ title: 'Tea', hint: 'makes tea', ...rest })

function joined(files: Readonly<Record<string, string>>, ...folders: string[]) {
  const cwd = folderOf(files)
  return joinPacks(pack, folders.length === 0 ? ['own'] : folders, cwd)
}

describe('features of a folder of one’s own', () => {
  test('may be in folders that say what they are', () => {
    const { features } = joined({
      'own/features/tea/feature.json': manifest({ requires: ['pot'] }),
      'own/features/tea/with/cup/feature.json': manifest(),
      'own/lib/pot/feature.json': manifest(),
    })
    expect(features.map(({ folder }) => folder)).toEqual([
      'templates/base',
      'templates/cup',
      'own/lib/pot',
      'own/features/tea',
      'own/features/tea/with/cup',
    ])
  })

  test('join those that are there, in the order that all manifests ask for', () => {
    const { features, folders, presets, version } = joined({
      'own/tea/feature.json': manifest({ before: ['cup'] }),
      'own/tea/files/src/tea.ts.hbs': 'tea',
      'own/tea/slots/src/app.ts/setup.hbs': 'pour()',
      'own/README.md': 'about them',
      'own/docs/why.md': 'more about them',
      'own/.git/config': '',
      'own/node_modules/a/index.js': '',
    })
    expect(features.map(({ id }) => id)).toEqual(['base', 'tea', 'cup'])
    expect(features[1]).toEqual({
      id: 'tea',
      folder: 'own/tea',
      foreign: true,
      manifest: { title: 'Tea', hint: 'makes tea', before: ['cup'] },
      text: manifest({ before: ['cup'] }),
      files: [{ path: 'own/tea/files/src/tea.ts.hbs', target: 'src/tea.ts', text: 'tea' }],
      fragments: [{ path: 'own/tea/slots/src/app.ts/setup.hbs', target: 'src/app.ts', slot: 'setup', text: 'pour()' }],
    })
    expect({ folders, presets, version }).toEqual({ folders: ['own'], presets: pack.presets, version: '1.2.3' })
  })

  test('of several folders join in turn, and may require each other’s', () => {
    const files = {
      'a/tea/feature.json': manifest({ requires: ['milk'] }),
      'b/milk/feature.json': manifest(),
    }
    const { features, folders } = joined(files, 'a', './b/')
    expect(features.map(({ id }) => id)).toEqual(['base', 'cup', 'milk', 'tea'])
    expect(features.find(({ id }) => id === 'milk')?.folder).toBe('./b/milk')
    expect(folders).toEqual(['a', './b/'])
  })
})

describe('what cannot join is refused, with the file to mend', () => {
  const tea = 'own/tea/feature.json'
  test.each<[string, Record<string, string>, string]>([
    [
      'a feature that is there already',
      { 'own/cup/feature.json': manifest() },
      'own/cup/feature.json and templates/cup/feature.json are one feature twice',
    ],
    [
      'a name that no flag could have',
      { 'own/Green Tea/feature.json': manifest() },
      `own/Green Tea/feature.json: "Green Tea" cannot be a feature's name`,
    ],
    [
      'a name that reads as its opposite',
      { 'own/no-tea/feature.json': manifest() },
      `"no-tea" cannot be a feature's name`,
    ],
    [
      'a name that every object has already',
      { 'own/constructor/feature.json': manifest() },
      'own/constructor/feature.json: "constructor" is what JavaScript calls something else',
    ],
    [
      'such a name of an option',
      { [tea]: manifest({ options: { constructor: { type: 'text', question: 'What?', hint: '', default: '' } } }) },
      `${tea}: "constructor" is what JavaScript calls something else`,
    ],
    ['such a name of a preset', { [tea]: manifest({ presets: ['constructor'] }) }, '"constructor", which is no preset'],
    [
      'a setting that is there already',
      { [tea]: manifest({ settings: [setting] }) },
      `${tea}: the setting PORT is that of templates/base/feature.json: take another name`,
    ],
    [
      'a package to install',
      { [tea]: manifest({ dependencies: { milk: '^1.0.0' } }) },
      `${tea}: a pack adds nothing to package.json: leave out "dependencies"`,
    ],
    [
      'a script to run',
      { [tea]: manifest({ scripts: { postinstall: 'x' } }) },
      `${tea}: a pack adds nothing to package.json: leave out "scripts"`,
    ],
    [
      'a name in a manifest that is nowhere',
      { [tea]: manifest({ requires: ['cups'] }) },
      `${tea}: "requires" names "cups", which is no feature; did you mean "cup"?`,
    ],
    [
      'a preset that is nowhere',
      { [tea]: manifest({ presets: ['plian'] }) },
      `${tea}: "presets" names "plian", which is no preset`,
    ],
    ['no manifest', { 'own/tea/files/a.hbs': '' }, `${tea}: there is no such file; add it, or move its folder away`],
    ['a manifest that is no JSON', { [tea]: '{' }, `${tea}: `],
    ['a manifest without a hint', { [tea]: '{ "title": "Tea" }' }, `${tea}: $ lacks "hint"`],
    ['a manifest that is a list', { [tea]: '[]' }, `${tea}: $ has to be of type object, and is []`],
    [
      'a key that is misspelt',
      { [tea]: manifest({ requries: ['cup'] }) },
      `${tea}: unknown key requries; did you mean "requires"?`,
    ],
    [
      'a key that is misspelt further in',
      { [tea]: manifest({ settings: [{ ...setting, name: 'TEA', abuot: '' }] }) },
      `${tea}: unknown key settings[0].abuot; did you mean "about"?`,
    ],
    ['a hint of two lines', { [tea]: manifest({ hint: 'a\nb' }) }, `${tea}: hint is "a\\nb", which does not match `],
    ['an empty list', { [tea]: manifest({ requires: [] }) }, `${tea}: requires is empty: leave it out`],
    ['a name twice', { [tea]: manifest({ after: ['cup', 'cup'] }) }, `${tea}: after names something twice`],
    [
      'a Node that is none',
      { [tea]: manifest({ automatic: { nodeBelow: 23 } }) },
      `${tea}: automatic.nodeBelow is 23, which is none of 22, 24, 26`,
    ],
    [
      'never always',
      { [tea]: manifest({ automatic: { always: false } }) },
      `${tea}: automatic.always is false, and can only be true`,
    ],
    [
      'choices of a text',
      {
        [tea]: manifest({
          options: { a: { type: 'text', question: 'What?', hint: '', default: '', choices: ['a', 'b'] } },
        }),
      },
      `${tea}: options.a has choices, which does not go with its type`,
    ],
    [
      'a template without its ending',
      { [tea]: manifest(), 'own/tea/files/a.ts': '' },
      "own/tea/files/a.ts: a template's name ends in .hbs",
    ],
    [
      'an order in a circle',
      { [tea]: manifest({ after: ['cup'], before: ['cup'] }) },
      'templates/cup/feature.json, own/tea/feature.json: their order runs in a circle: take one name out',
    ],
  ])('%s', (_, files, message) => {
    expect(() => joined(files)).toThrow(expect.objectContaining({ code: 'failed' }))
    expect(() => joined(files)).toThrow(message)
  })

  test('every fault of a manifest at once, a line each', () => {
    const files = { [tea]: '{ "hint": "", "after": [] }' }
    expect(() => joined(files)).toThrow(
      new RegExp(`^${tea}: \\$ lacks "title"\n${tea}: hint is "", .*\n${tea}: after is empty: leave it out$`),
    )
  })

  test.each<[string, Record<string, string>, string, string]>([
    ['no folder', {}, 'own', 'own: there is no such folder'],
    ['a file', { own: '' }, 'own', 'own: there is no such folder'],
    ['a folder without features', { 'own/README.md': '' }, 'own', 'own: it holds no feature'],
    [
      'a feature itself',
      { [tea]: manifest() },
      'own/tea',
      'own/tea: this is one feature; name the folder that holds it',
    ],
  ])('%s', (_, files, folder, message) => {
    expect(() => joined(files, folder)).toThrow(expect.objectContaining({ code: 'wrongRequest' }))
    expect(() => joined(files, folder)).toThrow(message)
  })

  test.each<[string, (own: string, secret: string) => void, string]>([
    [
      'a template',
      (own, secret) => symlinkSync(secret, join(own, 'tea/files/a.txt.hbs')),
      'own/tea/files/a.txt.hbs: this is a link',
    ],
    [
      'a folder of templates',
      (own) => symlinkSync('/', join(own, 'tea/files/src')),
      'own/tea/files/src: this is a link',
    ],
    ['a feature', (own) => symlinkSync('tea', join(own, 'milk')), 'own/milk: this is a link'],
    [
      'a manifest',
      (own, secret) => {
        mkdirSync(join(own, 'milk'))
        symlinkSync(secret, join(own, 'milk/feature.json'))
      },
      'own/milk/feature.json: this is a link',
    ],
  ])('a link in place of %s, which could lead anywhere', (_, link, message) => {
    const cwd = folderOf({ [tea]: manifest(), secret: 'secret' })
    mkdirSync(join(cwd, 'own/tea/files'))
    writeFileSync(join(cwd, 'own/tea/files/b.txt.hbs'), 'b')
    link(join(cwd, 'own'), join(cwd, 'secret'))
    expect(() => joinPacks(pack, ['own'], cwd)).toThrow(message)
  })

  test.skipIf(process.platform === 'win32').each(['tea/files/src/a.ts.hbs', 'milk/feature.json', 'tea/slots'])(
    'a pipe in place of %s, which nobody would write to',
    (path) => {
      const cwd = folderOf({ [tea]: manifest() })
      mkdirSync(dirname(join(cwd, 'own', path)), { recursive: true })
      execFileSync('mkfifo', [join(cwd, 'own', path)])
      expect(() => joinPacks(pack, ['own'], cwd)).toThrow(/^own\/.*: this is a link or a device/)
    },
  )

  test.each(['tea/files/src/a.ts.hbs', 'milk/feature.json'])('%s beyond every size', (path) => {
    const cwd = folderOf({ [tea]: manifest(), [`own/${path}`]: '' })
    truncateSync(join(cwd, 'own', path), 2 ** 40)
    expect(() => joinPacks(pack, ['own'], cwd)).toThrow(`own/${path}: this is larger than 1 MiB`)
  })
})
