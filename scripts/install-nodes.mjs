import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// `node scripts/install-nodes.mjs 22 24` installs those Nodes for the tests, once; they are too large to come with every install.
const platform = process.platform === 'win32' ? 'win' : process.platform
const name = `node-${platform}-${process.arch}`

for (const major of process.argv.slice(2)) {
  const folder = fileURLToPath(new URL(`../node_modules/.cache/nodes/${major}`, import.meta.url))
  if (existsSync(`${folder}/node_modules/${name}`)) continue
  mkdirSync(folder, { recursive: true })
  console.log(`installing ${name}@${major}`)
  execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${major}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
