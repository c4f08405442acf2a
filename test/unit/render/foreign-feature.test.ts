import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { readPack } from '../../../src/pack/read-pack.ts'
import { render, renderLines } from '../../../src/render/render.ts'
import { answersFor, realPack, templatesFolder } from '../../support/real-pack.ts'
import { scratchFolder } from '../../support/scratch.ts'

const folder = {
  'feature.json': JSON.stringify({
    title: 'Teapot',
    hint: 'refuses to brew coffee',
    presets: ['minimal'],
    options: {
      material: { type: 'choice', question: 'Of what?', hint: '', default: 'clay', choices: ['clay', 'iron'] },
    },
    readme: { layout: [{ path: 'src/teapot.ts', about: 'the pot, of {{options.material}}' }] },
    settings: [
      {
        ...{ name: 'TEAPOT_SPOUTS', type: 'integer', default: 1, min: 1, max: 9, about: 'Spouts of the pot' },
        property: 'teapotSpouts',
      },
    ],
  }),
  'files/src/teapot.ts.hbs': "import type { Config } from './config.ts'\n\nexport const pot = '{{options.material}}'\n",
  'slots/src/app.ts/setup.hbs': "import { pot } from './teapot.ts'\nconsole.log(pot)\n",
}

/** The published templates with one folder more. */
function packWithTeapot() {
  const templates = join(scratchFolder(), 'templates')
  cpSync(templatesFolder, templates, { recursive: true })
  for (const [path, text] of Object.entries(folder)) {
    const file = join(templates, 'teapot', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return readPack(templates, '0.1.0')
}

/** Without the time that the README says to read the code, which grows with each line. */
function renderUntimed(...given: Parameters<typeof render>): Map<string, string> {
  const files = render(...given)
  return files.set('README.md', (files.get('README.md') ?? '').replace(/takes about \d+ minutes/, 'takes some minutes'))
}

describe('a folder dropped beside the others is a feature like them', () => {
  test('it can be chosen', () => {
    const pack = packWithTeapot()
    expect(choosable(pack).map(({ id }) => id)).toContain('teapot')
    expect(pack.features).toHaveLength(realPack.features.length + 1)
  })

  test('what it writes appears, and nothing else changes', () => {
    const pack = packWithTeapot()
    const before = renderUntimed(pack, answersFor(pack, [], 24))
    const after = renderUntimed(pack, answersFor(pack, ['teapot'], 24))

    expect([...after.keys()].filter((path) => !before.has(path))).toEqual(['src/teapot.ts'])
    expect(added(before, after)).toEqual({
      '.env.example': ['# Spouts of the pot (1 to 9)', '# TEAPOT_SPOUTS=1'],
      'README.md': [
        expect.stringMatching(/^\| `TEAPOT_SPOUTS` +\| `1` +\| 1 to 9 +\| Spouts of the pot +\|$/),
        expect.stringMatching(/^\| `src\/teapot\.ts` +\| the pot, of clay +\|$/),
      ],
      'src/app.ts': ["import { pot } from './teapot.ts'", '  console.log(pot)'],
      'src/config.ts': [
        '  readonly teapotSpouts: number',
        "    teapotSpouts: integer(env, 'TEAPOT_SPOUTS', 1, [1, 9]),",
      ],
      'test/settings.test.ts': ["  ['TEAPOT_SPOUTS', '0'],", "  ['TEAPOT_SPOUTS', '10'],"],
      'src/teapot.ts': ["import type { Config } from './config.ts'", "export const pot = 'clay'"],
    })
    expect(added(after, before)).toEqual({})
  })

  test('its lines are traced to its folder', () => {
    const pack = packWithTeapot()
    const lines = renderLines(pack, answersFor(pack, ['teapot'], 24)).get('src/app.ts') ?? []
    expect(lines.find(({ text }) => text.includes('console.log(pot)'))).toMatchObject({
      path: 'templates/teapot/slots/src/app.ts/setup.hbs',
      number: 2,
    })
  })

  test('left out, it leaves no trace', () => {
    const answers = answersFor(realPack, [], 20)
    expect(render(packWithTeapot(), answers)).toEqual(render(realPack, answers))
  })
})

/** By file, the lines that the first project has not. */
function added(before: Map<string, string>, after: Map<string, string>): Record<string, string[]> {
  const lines = [...after].map(([path, text]): [string, string[]] => [path, newLines(before.get(path) ?? '', text)])
  return Object.fromEntries(lines.filter(([, list]) => list.length > 0))
}

function newLines(before: string, after: string): string[] {
  const old = before.split('\n')
  return after.split('\n').filter((line) => {
    if (line === '') return false
    const at = old.findIndex((candidate) => squeeze(candidate) === squeeze(line))
    if (at !== -1) old.splice(at, 1)
    return at === -1
  })
}

/** Without the padding of tables, which grows with their widest row. */
function squeeze(line: string): string {
  return line.startsWith('|') ? line.replaceAll(/\s+|-+/g, '') : line
}
