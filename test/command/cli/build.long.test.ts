import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { buildFirst, cli, cliPath } from '../../support/cli.ts'
import { realPack } from '../../support/real-pack.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

const build = () => execa(process.execPath, ['scripts/build.mjs'], { all: true })
const scripts = () => readdirSync('dist').filter((name) => name.endsWith('.js'))

test('builds say nothing, and neither meet nor disturb a command that runs', async () => {
  const runs = Array.from({ length: 5 }, () => execa(process.execPath, [cliPath, 'x', '--dry-run']))
  const ended = await Promise.all([build(), build(), ...runs])
  expect(ended.slice(0, 2).map(({ all }) => all)).toEqual(['', ''])
})

test('what an earlier build left is gone', async () => {
  writeFileSync('dist/old.js', '')
  await build()
  expect(readdirSync('dist')).not.toContain('old.js')
})

test('the bundle needs no package, and no part of Node that reaches a network', () => {
  const imported = scripts().flatMap((name) => {
    const text = readFileSync(join('dist', name), 'utf8')
    const loaded = text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["'`]([@a-z][\w@/:.-]*)["'`]/g)
    const named = text.matchAll(/["'`](node:[\w/]+)["'`]/g)
    return [...loaded, ...named].map((match) => match[1] as string)
  })
  const modules = new Set(imported.map((module) => module.replace(/^node:/, '')))
  expect([...modules].filter((module) => !builtinModules.includes(module))).toEqual([])
  const reaching = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector']
  expect(reaching.filter((module) => modules.has(module))).toEqual([])
  for (const name of scripts()) expect(readFileSync(join('dist', name), 'utf8')).not.toMatch(/\bfetch\(/)
})

test.each(Object.keys(realPack.presets))(
  'the published schema knows the answers that %s projects store',
  async (preset) => {
    const cwd = scratchFolder()
    const { status } = await cli(['x', '--preset', preset, '--no-install', '--no-git'], { cwd })
    expect(status).toBe(0)
    const record = JSON.parse(readFileSync(join(cwd, 'x/.raw-http-app.json'), 'utf8'))
    expect(Object.keys(record)).toEqual(['version', 'answers', 'files'])
    expect(publishedSchema().validate(record.answers).errors).toEqual([])
  },
)

test.each([[{ nam: 'x' }], [{ node: 21 }], [{ resources: [{ name: 'todos' }] }], [{ features: ['corss'] }]])(
  'the published schema refuses %j',
  (answers) => {
    expect(publishedSchema().validate(answers).valid).toBe(false)
  },
)

function publishedSchema(): Validator {
  return new Validator(JSON.parse(readFileSync('dist/schema.json', 'utf8')), '2020-12')
}

test('what is published depends on nothing', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual(['devDependencies'])
})
