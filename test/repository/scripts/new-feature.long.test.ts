import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintTemplates } from '../../../scripts/workshop/lint-templates.ts'
import { newFeature } from '../../../scripts/workshop/new-feature.ts'
import { showFault } from '../../../src/lint/fault.ts'
import { joinPacks } from '../../../src/pack/join-packs.ts'
import { readPack } from '../../../src/pack/read-pack.ts'
import { realPack } from '../../support/real-pack.ts'
import { type Run, run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

describe('an id that no feature can have is refused', () => {
  test.each([
    ['', 'cannot be a feature'],
    ['Compression', 'cannot be a feature'],
    ['9lives', 'cannot be a feature'],
    ['a--b', 'cannot be a feature'],
    ['a_b', 'cannot be a feature'],
    ['../escape', 'cannot be a feature'],
    ['no-cache', 'cannot be a feature'],
    ['a'.repeat(41), 'cannot be a feature'],
    ['cors', 'there is a feature "cors" already'],
    ['plain-log', 'there is a feature "plain-log" already'],
    ['config', '--config is a flag of the command already'],
    ['install', '--install is a flag of the command already'],
    ['static-dir', '--static-dir is a flag of the command already'],
    ['error-log', 'belongs to the feature "base"'],
    ['http', 'belongs to the feature "base"'],
  ])('%j', (id, message) => {
    expect(() => newFeature(id, realPack)).toThrow(expect.objectContaining({ code: 'wrongRequest' }))
    expect(() => newFeature(id, realPack)).toThrow(message)
  })
})

test('a new feature teaches the way to set a header that costs least', () => {
  const files = newFeature('x9', realPack)
  expect(JSON.parse(files.get('feature.json') ?? '')).toMatchObject({ requires: ['response'] })
  expect(files.get('files/src/middleware/x9.ts.hbs')).toContain("res.defaultHeaders.push(['X-X9', 'on'])")
  expect(files.get('slots/src/app.ts.hbs')).toMatch(
    /^\{\{#section "headers"\}\}\nimport .*\naddX9\(ctx\)\n\{\{\/section\}\}\n$/,
  )
})

/** What a new feature is made and judged in. */
function workshop(): { readonly folder: string; script(name: string, ...args: string[]): Promise<Run> } {
  const folder = scratchFolder()
  for (const name of ['templates', 'package.json', 'biome.json', '.gitignore']) {
    cpSync(name, join(folder, name), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const script = (name: string, ...args: string[]) =>
    run(process.execPath, [resolve('scripts/run.mjs'), `scripts/${name}.ts`, ...args], {
      cwd: folder,
      timeout: 370_000,
    })
  return { folder, script }
}

describe('npm run new-feature', () => {
  test('makes features that pass the matrix and every other check, the shortest and the longest names too', async () => {
    const { folder, script } = workshop()
    const ids = ['x9', 'a-rather-long-name-for-a-feature-to-have']
    for (const id of ids) {
      const made = await script('new-feature', id)
      expect(made.status, made.output).toBe(0)
      expect(made.output).toContain(join('templates/features', id, 'feature.json'))
    }
    const pack = readPack(join(folder, 'templates'), '1.2.3')
    expect(lintTemplates(pack).map(showFault)).toEqual([])
    const biome = await run(resolve('node_modules/.bin/biome'), ['check', 'templates'], { cwd: folder })
    expect(biome.status, biome.output).toBe(0)
    const matrix = await script('matrix', '--features', ids.join(), '--sample', '3')
    expect(matrix.status, matrix.output).toBe(0)
    expect(matrix.output).toMatch(/combinations: 3 rendered.*; [1-3] ran their own tests; 0 failed$/)
  }, 400_000)

  test('makes features of a pack as well, one after the other', async () => {
    const { folder, script } = workshop()
    for (const id of ['maintenance', 'stamp']) {
      const made = await script('new-feature', id, '--pack', 'own')
      expect(made.status, made.output).toBe(0)
      expect(made.output).toContain(`npm run try -- --pack own --features ${id}`)
    }
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'own/stamp/feature.json'), 'utf8'))
    expect(manifest).toMatchObject({ $schema: '../../templates/feature.schema.json' })
    const pack = joinPacks(readPack(join(folder, 'templates'), '1.2.3'), ['own'], folder)
    expect(pack.features.map(({ id }) => id)).toEqual(expect.arrayContaining(['maintenance', 'stamp']))
    const again = await script('new-feature', 'stamp', '--pack', 'own')
    expect([again.status, again.output]).toEqual([2, expect.stringContaining('there is a feature "stamp" already')])
  })

  test('leaves what is there alone', async () => {
    const { folder, script } = workshop()
    const { status, output } = await script('new-feature', 'cors')
    expect([status, output]).toEqual([2, expect.stringContaining('there is a feature "cors" already')])
    expect((await script('new-feature')).status).toBe(2)
    expect((await script('new-feature', 'maintenance', 'request-budget')).status).toBe(2)
    expect(existsSync(join(folder, 'templates/features/maintenance'))).toBe(false)
  })
})
