import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// `node scripts/install-proxies.mjs` installs the proxies that npm has, for the tests, once. nginx and haproxy come from the
// system: the tests skip what is not there.
const packages = {
  'http-proxy': ['http-proxy@1'],
  'http-proxy-3': ['http-proxy-3@1'],
  'fastify-http-proxy': ['@fastify/http-proxy@11', 'fastify@5'],
}

for (const [name, specs] of Object.entries(packages)) {
  const folder = fileURLToPath(new URL(`../node_modules/.cache/proxies/${name}`, import.meta.url))
  const [first = ''] = specs
  if (existsSync(join(folder, 'node_modules', first.slice(0, first.lastIndexOf('@'))))) continue
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  console.log(`installing ${specs.join(' and ')}`)
  execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--ignore-scripts', ...specs], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
