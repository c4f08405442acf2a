// Runs a TypeScript file on every Node that the project supports: `node scripts/run.mjs scripts/docs.ts --check`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const [script] = process.argv.splice(2, 1)
if (script === undefined) throw new Error('scripts/run.mjs: name the script to run')

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [script],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node20.12',
  packages: 'external',
  sourcemap: 'inline',
})
// Inside the project, so that it finds the packages it imports.
const folder = join(root, 'node_modules', '.cache', 'scripts')
const file = join(folder, `${process.pid}-${threadId}.mjs`)
mkdirSync(folder, { recursive: true })
writeFileSync(file, outputFiles[0].contents)
process.on('exit', () => rmSync(file, { force: true }))
try {
  await import(pathToFileURL(file).href)
} catch (error) {
  if (!error?.code?.startsWith('ERR_PARSE_ARGS')) throw error
  console.error(`${script}: ${error.message}`)
  process.exitCode = 2
}
