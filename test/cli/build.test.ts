import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { choosable } from '../../src/model/pack.ts'
import { buildFirst, cliPath } from '../support/cli.ts'
import { answersFor, realPack } from '../support/real-pack.ts'

buildFirst()

const build = () => execa(process.execPath, ['scripts/build.mjs'], { all: true })
// templates.js is the text of projects, which import what they like.
const scripts = () => readdirSync('dist').filter((name) => name.endsWith('.js') && name !== 'templates.js')

test('builds say nothing, and neither meet nor disturb a command that runs', async () => {
  const runs = Array.from({ length: 5 }, () => execa(process.execPath, [cliPath, 'x', '--dry-run']))
  const ended = await Promise.all([build(), build(), ...runs])
  expect(ended.slice(0, 2).map(({ all }) => all)).toEqual(['', ''])
})

test('what an earlier build left is gone', async () => {
  writeFileSync('dist/chunk-OLD.js', '')
  await build()
  expect(readdirSync('dist')).not.toContain('chunk-OLD.js')
})

test('the bundle needs no package, and no part of Node that reaches a network', () => {
  const imported = scripts().flatMap((name) => {
    const text = readFileSync(join('dist', name), 'utf8')
    const found = text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["']([@a-z][\w@/:.-]*)["']/g)
    return [...found].map((match) => match[1] as string)
  })
  const modules = new Set(imported.map((module) => module.replace(/^node:/, '')))
  expect([...modules].filter((module) => !builtinModules.includes(module))).toEqual([])
  const reaching = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector']
  expect(reaching.filter((module) => modules.has(module))).toEqual([])
  for (const name of scripts()) expect(readFileSync(join('dist', name), 'utf8')).not.toMatch(/\bfetch\(/)
})

test('the published schema knows the answers that projects store', () => {
  const schema = JSON.parse(readFileSync('dist/schema.json', 'utf8'))
  const all = choosable(realPack).map(({ id }) => id)
  expect(new Validator(schema, '2020-12').validate(answersFor(realPack, all, 24)).errors).toEqual([])
  expect(new Validator(schema, '2020-12').validate({ nam: 'x' }).valid).toBe(false)
})

test('what is published depends on nothing', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual(['devDependencies'])
})
