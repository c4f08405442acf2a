import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPack } from '../../src/pack/read-pack.ts'
import { folderOf } from '../support/templates-folder.ts'

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

  test('with line ends of one kind, whatever git made of them', () => {
    const pack = read({ 'a/feature.json': manifest(), 'a/files/b.txt.hbs': 'one\r\ntwo\r\n' })
    expect(pack.features[0]?.files[0]?.text).toBe('one\ntwo\n')
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

describe('what cannot be read is refused by its path', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a folder without a manifest', { 'a/files/b.hbs': '' }, 'templates/a/feature.json: '],
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
  ])('%s', (_, files, message) => {
    expect(() => read(files)).toThrow(expect.objectContaining({ code: 'failed' }))
    expect(() => read(files)).toThrow(message)
  })
})
