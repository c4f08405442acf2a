import { describe, expect, test } from 'vitest'
import { parseArguments, type RunOptions } from '../../../src/arguments/parse-arguments.ts'
import type { Choices } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const nothing: Choices = { with: [], without: [], options: {} }
const plainRun: RunOptions = {
  ...{ overwrite: false, dryRun: false, json: false, yes: false, accepts: false, help: false, version: false },
}

function parse(...argv: readonly string[]) {
  return parseArguments(argv, pack, resourceLanguage)
}

test('an unknown flag may be one of a pack that was not named', () => {
  const own =
    'unknown flag --deployment-id\nAll flags: create-raw-http-app --help; those of your own features need --pack'
  expect(() => parse('--deployment-id')).toThrow(own)
  expect(() => parse('--pack', 'own', '--deployment-id')).not.toThrow(own)
  expect(() => parse('--pack', 'own', '--deployment-id')).toThrow('unknown flag --deployment-id\nAll flags')
})

test('no word leaves every question open', () => {
  expect(parse()).toEqual({ choices: nothing, run: plainRun })
})

test.each<[readonly string[], Partial<Choices>]>([
  [['my-api'], { directory: 'my-api' }],
  [['.'], { directory: '.' }],
  [['./features'], { directory: './features' }],
  [['--name', 'features'], { name: 'features' }],
  [['--', '-odd'], { directory: '-odd' }],
  [['x', '--name', '@me/x'], { directory: 'x', name: '@me/x' }],
  [['--name=a=b', 'x'], { directory: 'x', name: 'a=b' }],
  [['--preset', 'none'], { preset: 'none' }],
  [['--preset', 'none', '--preset=none'], { preset: 'none' }],
  [['--features', 'root,web'], { features: ['root', 'web'] }],
  [['--features', ' root, web,'], { features: ['root', 'web'] }],
  [['--features', ''], { features: [] }],
  [['--features='], { features: [] }],
  [['--root', '--no-web', '--tree'], { with: ['root', 'tree'], without: ['web'] }],
  [['--crates'], { with: ['crates'] }],
  [['--no-crates'], { without: ['crates'] }],
  [['--crates', 'pears taste'], { with: ['crates'], resources: [resourceLanguage.parse('pears taste')] }],
  [
    ['--crates', 'pears taste', '--crates', '--crates=figs size:integer'],
    { with: ['crates'], resources: ['pears taste', 'figs size:integer'].map(resourceLanguage.parse) },
  ],
  [['--web-dir', 'www', '--web-depth=-1'], { options: { web: { dir: 'www', depth: '-1' } } }],
  [['--web-motto='], { options: { web: { motto: '' } } }],
  [['--node', '24'], { node: 24 }],
  [['--pm', 'bun'], { packageManager: 'bun' }],
  [['--install', '--no-git'], { install: true, git: false }],
  [['--no-install', '--git'], { install: false, git: true }],
])('%j is understood', (argv, choices) => {
  expect(parse(...argv)).toEqual({ choices: { ...nothing, ...choices }, run: plainRun })
})

test.each<[readonly string[], Partial<RunOptions>]>([
  [['--yes'], { yes: true, accepts: true }],
  [['-y'], { yes: true, accepts: true }],
  [['--json'], { json: true, yes: true }],
  [['--dry-run', '--overwrite'], { dryRun: true, overwrite: true }],
  [['--config', 'a.json'], { config: 'a.json' }],
  [['-h'], { help: true }],
  [['-yv'], { yes: true, accepts: true, version: true }],
  [['--help', '--nonsense', 'a', 'b'], { help: true }],
  [['features'], { listing: { kind: 'features', json: false } }],
  [['features', '--json'], { json: true, yes: true, listing: { kind: 'features', json: true } }],
  [['--json', 'features'], { json: true, yes: true, listing: { kind: 'features', json: true } }],
  [['completion', 'zsh'], { listing: { kind: 'completion', shell: 'zsh' } }],
  [['completion', '--help'], { help: true }],
])('%j says how to go about it', (argv, run) => {
  expect(parse(...argv)).toEqual({ choices: nothing, run: { ...plainRun, ...run } })
})

describe('refused, naming the culprit', () => {
  test.each<[readonly string[], string]>([
    [['--presset', 'none'], 'unknown flag --presset; did you mean --preset?'],
    [['--presset=none'], 'unknown flag --presset; did you mean --preset?'],
    [['-preset'], 'unknown flag -preset; did you mean --preset?'],
    [['--templte'], 'unknown flag --templte\n'],
    [['--no-rot'], 'unknown flag --no-rot; did you mean --no-root?'],
    [['--noroot'], 'unknown flag --noroot; did you mean --no-root?'],
    [['--no-overwrite'], 'unknown flag --no-overwrite; did you mean --overwrite?'],
    [['--dryrun'], 'unknown flag --dryrun; did you mean --dry-run?'],
    [['--web-dri', 'x'], 'unknown flag --web-dri; did you mean --web-dir?'],
    [['--ground'], 'unknown flag --ground'],
    [['-x'], 'unknown flag -x'],
    [['x', '--rot', '--yes'], 'unknown flag --rot; did you mean --root?'],
    [['--root=yes'], '--root takes no value: leave out "=yes"'],
    [['--no-web=1'], '--no-web takes no value'],
    [['--preset', 'nome'], '--preset: unknown "nome"; did you mean "none"?\nIt takes none, usual, most'],
    [['--preset', 'constructor'], '--preset: unknown "constructor"'],
    [['--preset='], '--preset: unknown ""'],
    [['--features', 'root,wbe'], '--features: unknown "wbe"; did you mean "web"?'],
    [['--node', '23'], '--node: unknown "23"'],
    [['--node', 'v22'], '--node: unknown "v22"; did you mean "22"?'],
    [['--pm', 'nmp'], '--pm: unknown "nmp"; did you mean "npm"?'],
    [['--web-mood', 'wlid'], '--web-mood: unknown "wlid"; did you mean "wild"?'],
    [['--name'], '--name is missing its value: write --name <package-name>'],
    [['x', '--config='], '--config is missing its value: write --config <file.json>'],
    [['--name', '--yes'], '--name is missing its value: write --name <package-name>'],
    [['--features', '--root'], '--features is missing its value'],
    [['--name', 'a', '--name', 'b'], '--name is given as "a" and as "b": leave one out'],
    [['--features', 'root', '--features', 'web'], '--features is given as "root" and as "web"'],
    [['--root', '--no-root'], '--root and --no-root exclude each other'],
    [['--no-crates', '--crates', 'pears taste'], '--crates and --no-crates exclude each other'],
    [['--git', '--no-git'], '--git and --no-git exclude each other'],
    [['a', 'b'], '"a" and "b" cannot both be the directory'],
    [['a', '--', 'b'], '"a" and "b" cannot both be the directory'],
    [['x', '--', '--dry-run'], '--dry-run stands behind "--", where nothing is a flag: leave that "--" out'],
    [['--', '--no-web'], 'Or write ./--no-web for a directory of that name'],
    [['x', '--', '--web-dir=a'], '--web-dir=a stands behind "--"'],
    [['x', '--', '-y'], '-y stands behind "--"'],
    [['x', '--', '-yh'], '-yh stands behind "--"'],
    [['--', '--prset=root'], '--prset=root stands behind "--"'],
    [['x', '--crates', 'pears', 'taste:string'], 'Put a resource in quotes, as in "todos title:string"'],
    [['features', '--jsn'], 'unknown flag --jsn; did you mean --json?'],
    [
      ['features', '--no-web'],
      'features does not go with --no-web: leave it out, or write ./features for a directory of that name',
    ],
    [['features', 'web'], 'features does not go with "web": leave it out, or write ./features'],
    [['completion'], 'completion lacks its shell\nIt takes bash, zsh, fish, or write ./completion for a directory'],
    [['completion', 'fihs'], 'completion: unknown shell "fihs"; did you mean "fish"?'],
    [['completion', 'fish', 'zsh'], 'completion does not go with "zsh"'],
    [['completion', 'fish', '--json'], 'completion does not go with --json'],
    [['-y=1'], '-y takes no value: leave out "=1"'],
    [['--crates', 'pears taste:strng'], 'unknown type "strng"; did you mean "string"?'],
  ])('%j: %s', (argv, message) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(message) }),
    )
  })
})
