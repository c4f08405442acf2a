import { expect, test } from 'vitest'
import { flagsOf } from '../../../src/arguments/flags.ts'
import { helpText } from '../../../src/arguments/help-text.ts'
import { exitStatus } from '../../../src/model/failure.ts'
import { pack } from '../../support/menu-pack.ts'

const help = helpText(pack, 100)

test('examples come first', () => {
  expect(help).toMatch(/^Usage: .+\n\n.+\n\nExamples:\n {2}npm create raw-http-app {2}/)
})

test('every flag is there, and what it does, but for features', () => {
  for (const { name, value, negatable, about, group } of flagsOf(pack)) {
    const start = `--${negatable ? '[no-]' : ''}${name}${value === undefined ? ' ' : ` ${value}`}`
    expect(help.replaceAll('\n', ' \n')).toContain(start)
    if (group !== 'Features' || value !== undefined) expect(help.replaceAll(/\s+/g, ' ')).toContain(about)
  }
})

test.each([
  ['--[no-]root '],
  ['--[no-]crates [spec] '],
  ['--web-dir <dir> '],
  ['--web-depth <number> '],
  ['--web-mood <calm|wild> '],
  ['served as it is (public)'],
  ['create-raw-http-app features'],
  ['usual (default)'],
  ['some: alone, root, tree, trunk'],
  ['nothing: no feature'],
  ['all: every feature'],
  ['Usage: create-raw-http-app [directory] [options]'],
  ['features [--json]'],
  ['completion <bash|zsh|fish>'],
  ['check <dir> '],
  ['A directory that is called as one of these words is written with ./ in front, as in ./add.'],
  ['add <feature|"resource spec">...'],
  ['undo '],
  ['no network'],
  ['no telemetry'],
])('it says %s', (text) => {
  expect(help).toContain(text)
})

test('it does not name what cannot be chosen', () => {
  expect(help).not.toMatch(/ground|shade/)
})

test('every exit status is explained', () => {
  for (const status of Object.values(exitStatus)) expect(help).toMatch(new RegExp(`^  ${status} +\\w`, 'm'))
})

test.each([[40], [60], [80], [100]])('it fits %i columns', (width) => {
  const lines = helpText(pack, width).split('\n')
  expect(lines.filter((line) => line.length > width)).toEqual([])
})
