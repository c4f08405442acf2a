import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// `node scripts/install-nodes.mjs 22 24` installs those Nodes for the tests, once; they are too large to come with every
// install. With --optional it is no error that one cannot be installed: the tests skip it.
const platform = process.platform === 'win32' ? 'win' : process.platform
const name = `node-${platform}-${process.arch}`
const isOptional = process.argv.includes('--optional')

for (const major of process.argv.slice(2).filter((word) => word !== '--optional')) {
  const folder = fileURLToPath(new URL(`../node_modules/.cache/nodes/${major}`, import.meta.url))
  if (existsSync(`${folder}/node_modules/${name}`)) continue
  // Moved into place when it is whole: tests that run meanwhile would try a part of it.
  const staged = `${folder}-${process.pid}`
  mkdirSync(staged, { recursive: true })
  console.log(`installing ${name}@${major}`)
  try {
    execFileSync('npm', ['install', '--prefix', staged, '--no-save', '--ignore-scripts', `${name}@${major}`], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    rmSync(folder, { recursive: true, force: true })
    renameSync(staged, folder)
  } catch (error) {
    rmSync(staged, { recursive: true, force: true })
    if (!isOptional) throw error
    console.warn(`${name}@${major} was not installed, its tests are skipped: see npm run test:nodes`)
  }
}
