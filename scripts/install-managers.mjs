import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// `node scripts/install-managers.mjs` installs the package managers, and a registry to try them with, for the tests, once;
// they are too large to come with every install.
const platform = process.platform === 'win32' ? 'windows' : process.platform
const architecture = process.arch === 'arm64' ? 'aarch64' : process.arch
const packages = {
  'npm-10': 'npm@10',
  'npm-11': 'npm@11',
  'npm-12': 'npm@12',
  'pnpm-12': 'pnpm@12',
  'yarn-1': 'yarn@1',
  'yarn-4': '@yarnpkg/cli-dist@4',
  // The package called bun fetches this one by a script.
  'bun-1': `@oven/bun-${platform}-${architecture}@1`,
  registry: 'verdaccio@6',
}
// Verdaccio asks for a dist-tag of it, which a mirror need not have.
const overrides = { 'node-fetch': '2.7.0' }

for (const [name, spec] of Object.entries(packages)) {
  const folder = fileURLToPath(new URL(`../node_modules/.cache/managers/${name}`, import.meta.url))
  if (existsSync(join(folder, 'node_modules', spec.slice(0, spec.lastIndexOf('@'))))) continue
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }))
  console.log(`installing ${spec}`)
  execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--ignore-scripts', spec], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
