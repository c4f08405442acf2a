import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf } from '../../support/tiny-pack.ts'

/** A feature `a` of somebody's own pack beside a base of ours. */
function renderOwn(templates: Readonly<Record<string, string>>, dir = 'www'): Map<string, string> {
  const base = { templates: { 'files/package.json': '{{slot "scripts"}}', 'files/.gitignore': '{{slot "more"}}' } }
  const pack = packOf({ base, a: { templates } })
  const features = pack.features.map((feature) =>
    feature.id === 'a' ? { ...feature, foreign: true as const } : feature,
  )
  return render({ ...pack, features }, answersOf(['a'], { options: { a: { dir } } }))
}

describe('a feature of somebody’s own may write', () => {
  test.each([
    ...[
      'README.de.md',
      'NOTES.md',
      'robots.txt',
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE.txt',
      'Dockerfile',
      'Dockerfile.dev',
    ],
    ...['compose.yaml', 'docker-compose.override.yml', 'src/a.ts', 'test/a.test.ts', 'docs/index.html'],
    ...['.github/workflows/deploy.yml', 'migrations/0002_tea.sql', 'public/.well-known/security.txt', 'data/.gitkeep'],
    ...['src/head.ts', 'src/package.ts', 'deploy/fly.toml'],
  ])('%s', (path) => {
    expect(renderOwn({ [`files/${path}`]: 'x' }).has(path)).toBe(true)
  })

  test('a folder that an answer names', () => {
    expect(renderOwn({ 'files/[options.dir]/index.html': 'x' }).has('www/index.html')).toBe(true)
  })

  test('lines of .gitignore', () => {
    expect(renderOwn({ 'slots/.gitignore/more': 'tea/' }).get('.gitignore')).toBe('tea/\n')
  })
})

describe('it is refused what an install, git or an editor would load or run', () => {
  test.each([
    ...['binding.gyp', 'Binding.GYP', '.npmrc', '.yarnrc', '.yarnrc.yml', '.yarn/releases/yarn.cjs', '.corepack.env'],
    ...['.pnpmfile.cjs', '.PNPMFILE.mjs', 'pnpm-workspace.yaml', 'bunfig.toml', '.env', '.pnp.cjs', '.pnp.loader.mjs'],
    ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'package.yaml', 'package.json5', 'bun.lock'],
    ...['npm.cmd', 'git.cmd', 'git.exe', 'node.bat', 'README.cmd', 'LICENSE.js', 'npm', 'yarn.config.cjs'],
    ...['.gitattributes', '.gitmodules', 'HEAD', 'config', '.husky/pre-commit', '.vscode/tasks.json', '.envrc'],
    ...[
      'Makefile',
      'AGENTS.md',
      'claude.local.md',
      'mise.toml',
      '.tool-versions',
      'PACKAG~1.JSO',
      'BINDIN~1.GYP',
      'tsconfig.extra.json',
    ],
    ...['sub/package.json', 'sub/PACKAGE.JSON', 'sub/pac\u212aage.json', 'sub/binding.gyp', 'sub/.npmrc', 'sub/HEAD'],
    ...['.g\u200cit/config', '.github/.npmrc', '.githooks/pre-commit', '\u200bsrc/a.ts', 'node_module\u017f/a.js'],
  ])('%s', (path) => {
    const render = () => renderOwn({ [`files/${path}`]: 'x' })
    expect(render).toThrow(`templates/a/files/${path}.hbs: it would write ${JSON.stringify(path)}: a pack may write `)
  })

  test.each(['.husky', '.vscode', 'a b'])('the folder %s, named by an answer', (dir) => {
    expect(() => renderOwn({ 'files/[options.dir]/tasks.json': 'x' }, dir)).toThrow('a pack may write ')
  })

  test('scripts of package.json, where a slot of ours is', () => {
    expect(() => renderOwn({ 'slots/package.json/scripts': '"postinstall": "x"' })).toThrow(
      'templates/a/slots/package.json/scripts.hbs: a pack adds nothing to package.json',
    )
  })
})
