import { expect, test } from 'vitest'
import type { FeatureManifest } from '../../../src/model/manifest.ts'
import type { Feature } from '../../../src/model/pack.ts'
import { render } from '../../../src/render/render.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { answersOf, packOf } from '../../support/tiny-pack.ts'

/** The pack with one feature more, which every project here has. */
function filesWith(manifest: Partial<FeatureManifest>): Map<string, string> {
  const pot: Feature = {
    id: 'pot',
    folder: 'templates/pot',
    manifest: { title: 'Pot', hint: 'a pot', ...manifest },
    files: [],
    fragments: [],
  }
  const pack = { ...realPack, features: [...realPack.features, pot] }
  return render(pack, answersFor(pack, ['pot'], 22))
}

test('packages and scripts are merged into package.json, sorted', () => {
  const files = filesWith({
    dependencies: { pg: '^8.{{node}}.0', 'a-pool': '1' },
    devDependencies: { '@types/pg': '^8.0.0' },
    scripts: { key: 'node dist/key.js', bench: 'node bench.js' },
  })
  const text = files.get('package.json') ?? ''
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
  const { dependencies, devDependencies, scripts } = JSON.parse(text)
  expect(Object.entries(dependencies)).toEqual([
    ['a-pool', '1'],
    ['pg', '^8.22.0'],
  ])
  expect(Object.keys(devDependencies)).toEqual(['@types/node', '@types/pg', 'typescript'])
  expect(Object.keys(scripts)).toEqual(['dev', 'build', 'prestart', 'start', 'test', 'check', 'bench', 'key'])
})

test('a project without any has no empty list', () => {
  expect(JSON.parse(filesWith({}).get('package.json') ?? '')).not.toHaveProperty('dependencies')
})

test('ignored paths are lines of .gitignore', () => {
  expect(filesWith({ ignored: ['data/', '{{name}}.db'] }).get('.gitignore')).toMatch(/\n\.env\ndata\/\nmy-api\.db\n$/)
})

test('two ranges of one package are refused, with both manifests', () => {
  const pack = packOf({
    base: { templates: { 'files/a.txt': 'a' } },
    cup: { manifest: { dependencies: { pg: '^8.0.0' } } },
    pot: { manifest: { dependencies: { pg: '^9.0.0' } } },
  })
  expect(() => render(pack, answersOf(['cup', 'pot']))).toThrow(
    'templates/cup/feature.json and templates/pot/feature.json give "pg" different values in "dependencies"',
  )
  expect(() => render(pack, answersOf(['pot']))).not.toThrow()
})
