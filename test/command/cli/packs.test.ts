import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFirst, cli, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { folderOf } from '../../support/templates-folder.ts'

buildFirst()

const manifest = (rest: object = {}) => JSON.stringify({ title: 'Tea', hint: 'makes tea', ...rest })
const option = { type: 'text', question: 'Which?', hint: 'a kind', default: 'green' }

/** A folder `own` with a feature that asks for a kind of tea. */
const tea = {
  'own/tea/feature.json': manifest({ options: { kind: option } }),
  'own/tea/files/src/tea.ts.hbs':
    "import type { ServerResponse } from 'node:http'\n\n" +
    'export function addTea(res: ServerResponse): void {\n' +
    "  res.setHeader('X-Tea', {{literal options.kind}})\n}\n",
  'own/tea/slots/src/app.ts/headers.hbs': "import { addTea } from './tea.ts'\naddTea(res)\n",
  'own/tea/slots/README.md/layout.hbs': '| `src/tea.ts` | tea |\n',
}
const bare = ['--yes', '--no-install', '--no-git', '--node', '20']

describe('--pack', () => {
  test('makes features of one’s own features like any other', async () => {
    const cwd = folderOf(tea)
    const made = await cli(['x', '--pack', 'own', '--features', 'tea,cors', '--tea-kind', "earl 'grey'", ...bare], {
      cwd,
    })
    expect(made).toMatchObject({ status: 0, stderr: '' })
    const files = filesBelow(join(cwd, 'x'))
    expect(files['src/tea.ts']).toContain(`res.setHeader('X-Tea', "earl 'grey'")`)
    expect(files['src/app.ts']).toContain('addTea(res)')
    expect(files['README.md']).toMatch(/^\| `src\/tea\.ts` +\| tea +\|$/m)

    const replay = /^ +npm create raw-http-app\S* x -- (.*)$/m.exec(made.stdout)?.[1] ?? ''
    expect(replay).toContain("--pack own --features cors,tea --tea-kind 'earl '\\''grey'\\'''")
    const again = await cli(['y', '--pack=own', '--config', 'x', '--name', 'x', ...bare], { cwd })
    expect(again).toMatchObject({ status: 0, stderr: '' })
    expect(filesBelow(join(cwd, 'y'))).toEqual(files)
  })

  test('adds their flags to the help, and their rows to the list of features', async () => {
    const cwd = folderOf(tea)
    const help = await command(['--pack', 'own', '--help'], { cwd })
    expect(help.stdout).toMatch(/ --\[no-\]tea\b/)
    expect(help.stdout).toMatch(/^ {2}--tea-kind <text> +a kind \(green\)$/m)
    const list = await command(['features', '--json', '--pack', 'own'], { cwd })
    expect(JSON.parse(list.stdout).features).toContainEqual(expect.objectContaining({ id: 'tea', hint: 'makes tea' }))
  })

  test('without it they are unknown, and what they write is left alone by everything', async () => {
    const cwd = folderOf(tea)
    const plain = await command(['x', '--features', 'cors', ...bare], { cwd })
    const beside = await command(['y', '--pack', 'own', '--features', 'cors', '--name', 'x', ...bare], { cwd })
    expect([plain.status, beside.status]).toEqual([0, 0])
    expect(filesBelow(join(cwd, 'y'))).toEqual(filesBelow(join(cwd, 'x')))
    const unknown = await command(['z', '--features', 'tea', ...bare], { cwd })
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('unknown "tea"')])
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['a folder that is not there', {}, 2, 'own: there is no such folder'],
    [
      'a feature that is there already',
      { 'own/cors/feature.json': manifest() },
      1,
      'own/cors/feature.json and templates/features/cors/feature.json',
    ],
    [
      'a feature whose flag is the command’s',
      { 'own/install/feature.json': manifest() },
      1,
      'own/install/feature.json: its flag --install is one of the command already',
    ],
    [
      'an option whose flag is another’s',
      { ...tea, 'own/tea-kind/feature.json': manifest() },
      1,
      'its flag --tea-kind is one of the command already',
    ],
    [
      'a file that leads elsewhere',
      {
        ...tea,
        'own/tea/feature.json': manifest({ options: { kind: { ...option, default: '../../out' } } }),
        'own/tea/files/[options.kind]/a.txt.hbs': 'out',
      },
      1,
      'own/tea/files/[options.kind]/a.txt.hbs: it would write "../../out/a.txt"',
    ],
    [
      'a file that git would run',
      { ...tea, 'own/tea/files/.git/hooks/pre-commit.hbs': 'rm' },
      1,
      '".git" is not for templates to fill',
    ],
    [
      'a file by which a package manager would run it',
      { ...tea, 'own/tea/files/.pnpmfile.cjs.hbs': 'rm()' },
      1,
      'own/tea/files/.pnpmfile.cjs.hbs: it would write ".pnpmfile.cjs": a pack may write texts for people',
    ],
    [
      'a file that npm would build',
      { ...tea, 'own/tea/files/binding.gyp.hbs': '{}' },
      1,
      'own/tea/files/binding.gyp.hbs: it would write "binding.gyp": a pack may write texts for people',
    ],
    [
      'a file that some systems take for another',
      { ...tea, 'own/tea/files/src/App.ts.hbs': 'x' },
      1,
      'which are one file where case makes no difference',
    ],
    [
      'a manifest that reaches for what all objects inherit',
      { 'own/tea/feature.json': '{ "title": "Tea", "hint": "makes tea", "__proto__": { "presets": ["full"] } }' },
      1,
      'own/tea/feature.json: unknown key __proto__',
    ],
    [
      'an option of that name',
      {
        ...tea,
        'own/tea/feature.json': `{ "title": "Tea", "hint": "tea", "options": { "__proto__": ${JSON.stringify(option)} } }`,
      },
      1,
      'own/tea/feature.json: options.__proto__ is ',
    ],
    [
      'a file that another feature owns',
      { ...tea, 'own/tea/files/src/app.ts.hbs': 'x' },
      1,
      'both write src/app.ts: one file has one owner',
    ],
    [
      'a template that looks behind the answers',
      { ...tea, 'own/tea/files/src/a.txt.hbs': '{{constructor.constructor}}' },
      1,
      'unknown variable "constructor"',
    ],
    [
      'a slot that is not there',
      { ...tea, 'own/tea/slots/src/app.ts/nowhere.hbs': 'x()' },
      1,
      'declares no slot "nowhere"',
    ],
    [
      'a template that includes others',
      { ...tea, 'own/tea/files/src/a.txt.hbs': '{{> (lookup . "name")}}' },
      1,
      'partials and decorators are no part of a template',
    ],
    [
      'a template that calls what it was not given',
      { ...tea, 'own/tea/files/src/a.txt.hbs': '{{lookup this "constructor"}}' },
      1,
      'unknown helper "lookup"',
    ],
  ])('refuses %s, and writes nothing', async (_, files, status, message) => {
    const cwd = folderOf(files)
    const run = await command(['x', '--pack', 'own', '--preset', 'full', ...bare], { cwd })
    expect([run.status, run.stderr]).toEqual([status, expect.stringContaining(message)])
    expect(run.stderr).not.toMatch(/^\s+at /m)
    expect(existsSync(join(cwd, 'x'))).toBe(false)
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })
})

test('a file may be called what every object has, and replaces one of that name', async () => {
  const cwd = folderOf({ ...tea, 'own/tea/files/docs/constructor.hbs': 'new', 'x/docs/constructor': 'old' })
  const made = await command(['x', '--pack', 'own', '--features', 'tea', '--overwrite', ...bare], { cwd })
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(filesBelow(join(cwd, 'x'))['docs/constructor']).toBe('new\n')
})

describe('check', () => {
  test('tells that features can join', async () => {
    const run = await cli(['check', 'own'], { cwd: folderOf(tea) })
    expect(run).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^own: tea can join: \d\d projects rendered, nothing to complain of\nNot compiled and not started: .*\n$/,
      ),
      stderr: '',
    })
  })

  test('tells every fault of every feature at once', async () => {
    const files = {
      ...tea,
      'own/tea/feature.json': manifest({
        after: ['plain-stop'],
        hint: 'makes tea.',
        options: { kind: option, size: option },
      }),
      'own/tea/files/src/stove.ts.hbs': `export const stove = '${'x'.repeat(120)}'\n`,
      'own/milk/feature.json': manifest({
        settings: [{ name: 'MILK', type: 'text', about: 'Milk' }],
      }),
    }
    const { status, stderr, stdout } = await command(['check', './own/'], { cwd: folderOf(files) })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^\.\/own\/milk\/feature\.json:1: the setting MILK is listed and never read: /),
      expect.stringMatching(/^\.\/own\/tea\/feature\.json:1: .*full stop: leave it out$/),
      expect.stringMatching(/^\.\/own\/tea\/feature\.json:1: the option "size" is asked for and never used: /),
      expect.stringMatching(/^\.\/own\/tea\/feature\.json:1: .*"plain-stop", with which it shares no slot: /),
      expect.stringMatching(/^\.\/own\/tea\/files\/src\/stove\.ts\.hbs:1: nothing leads to src\/stove\.ts: /),
      expect.stringMatching(
        /^\.\/own\/tea\/files\/src\/stove\.ts\.hbs:1: its line of src\/stove\.ts is 143 columns wide: /,
      ),
      './own/: 6 faults',
    ])
  })

  test('renders each beside every other: a clash with a neighbour is found, and named', async () => {
    const files = { ...tea, 'own/tea/files/src/middleware/cors.ts.hbs': 'export const cors = 1\n' }
    const { status, stderr } = await command(['check', 'own'], { cwd: folderOf(files) })
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /templates\/features\/cors\/files\/src\/middleware\/cors\.ts\.hbs.* both write src\/middleware\/cors\.ts.* \(met with cors, tea\)/,
    )
  })

  test('holds probes to their schema, and tries none of them', async () => {
    const exchange = { about: 'is there', request: { path: '/' }, answer: { status: 200 } }
    const probes = (...list: object[]) => ({ ...tea, 'own/tea/probes.json': JSON.stringify({ probes: list }) })
    const slow = { ...exchange, answer: { status: 200, body: '^(a+)+$' } }
    expect(await command(['check', 'own'], { cwd: folderOf(probes(exchange, slow)) })).toMatchObject({ status: 0 })
    const wrong = [
      { ...exchange, anwser: {} },
      { ...exchange, answer: { status: 200, body: '(a' } },
      { about: 'speaks', log: 'x' },
    ]
    const { status, stderr } = await command(['check', 'own'], { cwd: folderOf(probes(...wrong)) })
    expect(status).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      'own/tea/probes.json: unknown key probes[0].anwser; did you mean "answer"?',
      'own/tea/probes.json: probes[1].answer.body is "(a", which is no regular expression',
      'own/tea/probes.json: probes[2] lacks "when"',
      'own: 3 faults',
    ])
  })

  test('knows features of other folders by --pack', async () => {
    const cwd = folderOf({
      ...tea,
      'more/milk/feature.json': manifest({ requires: ['tea'] }),
      'more/milk/files/milk.txt.hbs': 'milk',
    })
    expect((await command(['check', 'more'], { cwd })).stderr).toContain('"requires" names "tea", which is no feature')
    expect((await command(['check', 'more', '--pack', 'own'], { cwd })).stdout).toMatch(/^more: milk can join: /)
    expect((await command(['check', 'own', '--pack', 'own'], { cwd })).stdout).toMatch(/^own: tea can join: /)
  })

  test.each([
    [['check'], 'check lacks its folder'],
    [['check', 'nowhere'], 'nowhere: there is no such folder'],
    [['check', 'own', 'more'], 'check does not go with "more"'],
    [['check', 'own', '--yes'], 'check does not go with --yes'],
  ])('%j is refused', async (args, message) => {
    const run = await command(args, { cwd: folderOf(tea) })
    expect([run.status, run.stdout, run.stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})
