import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPack } from '../../../src/pack/read-pack.ts'
import { folderOf } from '../../support/templates-folder.ts'

const presets = '{ "plain": { "hint": "nothing", "default": true } }'
const manifest = (rest: object = {}) => JSON.stringify({ title: 'A', hint: 'an a', ...rest })

const read = (files: Record<string, string>) => readPack(folderOf({ 'presets.json': presets, ...files }), '1.2.3')

describe('a folder of templates becomes a pack', () => {
  test('of files that mirror the output and fragments by slot, sorted by path', () => {
    const pack = read({
      'a/feature.json': manifest({ settings: [] }),
      'a/files/src/z.ts.hbs': 'z',
      'a/files/.env.example.hbs': 'e',
      'a/files/src/[resource.file].ts.hbs': 'r',
      'a/slots/src/app.ts/setup.hbs': 's',
      'a/slots/README.md/end.hbs': 'd',
    })
    expect(pack).toEqual({
      version: '1.2.3',
      presets: { plain: { hint: 'nothing', default: true } },
      features: [
        {
          id: 'a',
          folder: 'templates/a',
          manifest: { title: 'A', hint: 'an a', settings: [] },
          text: manifest({ settings: [] }),
          files: [
            { path: 'templates/a/files/.env.example.hbs', target: '.env.example', text: 'e' },
            {
              path: 'templates/a/files/src/[resource.file].ts.hbs',
              target: 'src/[resource.file].ts',
              text: 'r',
            },
            { path: 'templates/a/files/src/z.ts.hbs', target: 'src/z.ts', text: 'z' },
          ],
          fragments: [
            { path: 'templates/a/slots/README.md/end.hbs', target: 'README.md', slot: 'end', text: 'd' },
            { path: 'templates/a/slots/src/app.ts/setup.hbs', target: 'src/app.ts', slot: 'setup', text: 's' },
          ],
        },
      ],
    })
  })

  test('and files with a section for each slot', () => {
    const text = '{{#section "setup"}}\nboil()\n{{/section}}\n\n{{#section "admit"}}\n\n  pour()\n{{/section}}\n'
    const pack = read({ 'a/feature.json': manifest(), 'a/slots/src/app.ts.hbs': text, 'a/slots/b.md/end.hbs': 'd' })
    const section = { path: 'templates/a/slots/src/app.ts.hbs', target: 'src/app.ts' }
    expect(pack.features[0]?.fragments).toEqual([
      { path: 'templates/a/slots/b.md/end.hbs', target: 'b.md', slot: 'end', text: 'd' },
      { ...section, slot: 'setup', text: 'boil()\n', firstLine: 2 },
      { ...section, slot: 'admit', text: '\n  pour()\n', firstLine: 6 },
    ])
  })

  test('with line ends of one kind, whatever git made of them', () => {
    const pack = read({ 'a/feature.json': manifest(), 'a/files/b.txt.hbs': 'one\r\ntwo\r\n' })
    expect(pack.features[0]?.files[0]?.text).toBe('one\ntwo\n')
  })

  test.each<[string, string, object, object]>([
    ['features', 'features/tea', { id: 'tea' }, {}],
    ['lib', 'lib/tea', { id: 'tea' }, { automatic: { shared: true } }],
    ['targets', 'targets/yarn', { id: 'for-yarn' }, { automatic: { packageManager: 'yarn' } }],
    ['targets', 'targets/below-node-24', { id: 'for-below-node-24' }, { automatic: { nodeBelow: 24 } }],
    ['base', 'base', { id: 'base' }, { automatic: { always: true } }],
    ['with', 'features/a/with/b', { id: 'a-with-b' }, { automatic: { with: ['a', 'b'] } }],
    [
      'with a target',
      'features/a/with/yarn',
      { id: 'a-with-yarn' },
      { automatic: { with: ['a'], packageManager: 'yarn' } },
    ],
    ['parts', 'features/a/parts/tea', { id: 'tea' }, { automatic: { with: ['a'] } }],
    ['without', 'features/a/without/tea', { id: 'tea' }, { automatic: { without: ['a'] } }],
    ['a folder of another name', 'tea', { id: 'tea' }, {}],
    ['a folder that is called like a group', 'features', { id: 'features' }, {}],
  ])('where the place of a folder says what it is: %s', (_, folder, known, follows) => {
    const beside = { 'features/a/feature.json': manifest(), 'features/b/feature.json': manifest() }
    const files = folder === 'features' ? {} : beside
    const { features } = read({ ...files, [`${folder}/feature.json`]: manifest() })
    const found = features.find((feature) => feature.folder === `templates/${folder}`)
    expect(found).toMatchObject(known)
    expect(found?.manifest).toEqual({ title: 'A', hint: 'an a', ...follows })
  })

  test('where a provider is one by its place', () => {
    const capability = { store: { type: 'provider', question: 'Where?', hint: 'there' } }
    const { features } = read({
      'features/a/feature.json': manifest({ options: capability }),
      'capabilities/store/attic/feature.json': manifest({ defaultFrom: 20 }),
    })
    expect(features[1]).toMatchObject({ id: 'store-attic', manifest: { provides: 'store', defaultFrom: 20 } })
  })

  test('and a manifest adds to what its place says', () => {
    const { features } = read({
      'features/a/feature.json': manifest(),
      'features/b/feature.json': manifest(),
      'features/a/without/tea/feature.json': manifest({ automatic: { without: ['b'], nodeBelow: 24 } }),
    })
    expect(features[2]?.manifest.automatic).toEqual({ without: ['a', 'b'], nodeBelow: 24 })
  })

  test('and folders without templates are not features', () => {
    expect(read({ 'docs/why.md': 'Because.', 'lib/docs/why.md': 'Because.' }).features).toEqual([])
  })

  test('and files beside the folders are no features', () => {
    expect(read({ 'README.md': '# words', 'feature.schema.json': '{}' }).features).toEqual([])
  })

  test('the same one wherever it lies', () => {
    const files = { 'b/feature.json': manifest(), 'a/feature.json': manifest(), 'a/files/x/y.hbs': '1' }
    expect(read(files)).toEqual(read(files))
  })

  test('through a link as well', () => {
    const folder = folderOf({ 'real/presets.json': presets, 'real/a/feature.json': manifest() })
    symlinkSync('real', join(folder, 'link'))
    expect(readPack(join(folder, 'link'), '1').features).toHaveLength(1)
  })
})

const sections = 'templates/a/slots/src/b.ts.hbs'
const withSections = (...lines: readonly string[]) => ({
  'a/feature.json': manifest(),
  'a/slots/src/b.ts.hbs': lines.map((line) => `${line}\n`).join(''),
})
const begun = '{{#section "end"}}'
const wrongSections: [string, Record<string, string>, string][] = [
  [
    'a section twice',
    withSections(begun, 'x()', '{{/section}}', '', begun, '{{/section}}'),
    `${sections}:5: the section "end" is on line 1 already`,
  ],
  ['a section in another', withSections(begun, '{{#section "top"}}'), `${sections}:2: the section "end" is still open`],
  ['a section without an end', withSections('', begun, 'x()'), `${sections}:2: the section "end" does not end`],
  ['an end without a section', withSections('{{/section}}'), `${sections}:1: a section ends here that has not begun`],
  [
    'text outside of the sections',
    withSections("import { x } from './x.ts'", begun, 'x()', '{{/section}}'),
    `${sections}:1: text outside of the sections`,
  ],
  [
    'the tag of a section with something behind it',
    withSections(`${begun} x()`, '{{/section}}'),
    `${sections}:1: a section begins with {{#section "a-slot"}}`,
  ],
  [
    'a section without a name',
    withSections('{{#section}}', '{{/section}}'),
    `${sections}:1: a section begins with {{#section "a-slot"}}`,
  ],
  ['lines for a file without a section', withSections('x()'), `${sections}: it has no section`],
  [
    'the same at the root',
    { 'a/feature.json': manifest(), 'a/slots/Dockerfile.hbs': 'COPY a a' },
    'templates/a/slots/Dockerfile.hbs: it has no section',
  ],
  [
    'sections, and lines for a slot beside them',
    { ...withSections(begun, 'x()', '{{/section}}'), 'a/slots/src/b.ts/top.hbs': 'y()\n' },
    'templates/a/slots/src/b.ts/top.hbs: templates/a/slots/src/b.ts.hbs is for src/b.ts too: make this a section "top"',
  ],
]

describe('what cannot be read is refused by its path', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a folder without a manifest', { 'a/files/b.hbs': '' }, 'templates/a/feature.json: '],
    ['the same where features are', { 'features/a/slots/b/c.hbs': '' }, 'templates/features/a/feature.json: '],
    [
      'a manifest that repeats what its folder says',
      { 'lib/a/feature.json': manifest({ automatic: { shared: true } }) },
      'templates/lib/a/feature.json: "automatic.shared" follows from the folder that it is in: leave it out',
    ],
    [
      'one that repeats a name',
      { 'a/feature.json': manifest(), 'a/with/b/feature.json': manifest({ automatic: { with: ['a'] } }) },
      'templates/a/with/b/feature.json: "automatic.with" follows from',
    ],
    [
      'one that repeats what it provides',
      { 'capabilities/store/a/feature.json': manifest({ provides: 'store' }) },
      'templates/capabilities/store/a/feature.json: "provides" follows from',
    ],
    ['a manifest that is no JSON', { 'a/feature.json': '{ title }' }, 'templates/a/feature.json: '],
    ['presets that are no JSON', { 'presets.json': '' }, 'templates/presets.json: '],
    [
      'a template without its ending',
      { 'a/feature.json': manifest(), 'a/files/src/b.ts': '' },
      "templates/a/files/src/b.ts: a template's name ends in .hbs",
    ],
    [
      'a fragment without its ending',
      { 'a/feature.json': manifest(), 'a/slots/src/b.ts/end.ts': '' },
      "templates/a/slots/src/b.ts/end.ts: a template's name ends in .hbs",
    ],
    ...wrongSections,
  ])('%s', (_, files, message) => {
    expect(() => read(files)).toThrow(expect.objectContaining({ code: 'failed' }))
    expect(() => read(files)).toThrow(message)
  })
})
