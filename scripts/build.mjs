// Bundles the command into dist/, with the templates as one file of data and the schema of answers: what is published
// needs no other package. Prints nothing unless something is wrong, or --verbose is given.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, transform } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node20.12',
  logLevel: 'warning',
}
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const [bundle, data] = await Promise.all([bundleCommand(), collectData()])
const files = new Map([
  ...bundle.outputFiles.map(({ path, contents }) => [relative(dist, path), contents]),
  ...Object.entries(data),
  ['THIRD-PARTY-LICENSES.txt', licencesOf(bundle.metafile)],
])
publish(files)
if (process.argv.includes('--verbose')) {
  const bytes = [...files.values()].reduce((sum, contents) => sum + Buffer.byteLength(contents), 0)
  console.log(`dist: ${files.size} files, ${Math.round(bytes / 1000)} kB`)
}

function bundleCommand() {
  return build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    outdir: dist,
    splitting: true,
    minify: true,
    metafile: true,
    legalComments: 'none',
    // The main file of handlebars registers a loader for .hbs files, which Node warns about.
    alias: {
      handlebars: 'handlebars/dist/handlebars.js',
      'handlebars/runtime.js': 'handlebars/dist/handlebars.runtime.js',
    },
    // Bundled CommonJS packages require built-in modules.
    banner: { js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);" },
  })
}

/** The pack, its templates and the schema of answers, made by the same sources that the command is made of. */
async function collectData() {
  const { outputFiles } = await build({
    ...shared,
    // Handlebars is CommonJS, which cannot be bundled for a data: URL.
    packages: 'external',
    stdin: {
      contents: `
        export { readPack } from './src/pack/read-pack.ts'
        export { answersSchema } from './src/answers/answers-schema.ts'
        export { isFixed, precompileTemplate } from './src/render/compile.ts'`,
      resolveDir: root,
    },
  })
  const module = join(root, 'node_modules', `.build-${process.pid}.mjs`)
  writeFileSync(module, outputFiles[0].contents)
  try {
    const { readPack, answersSchema, isFixed, precompileTemplate } = await import(pathToFileURL(module).href)
    const pack = readPack(join(root, 'templates'), version)
    const templates = pack.features.flatMap(({ files, fragments }) => [...files, ...fragments])
    const texts = templates.filter(isFixed).map(({ path, text }) => [path, text])
    return {
      'pack.json': JSON.stringify(pack, (key, value) => (key === 'text' ? undefined : value)),
      'schema.json': JSON.stringify(answersSchema(pack)),
      'texts.json': JSON.stringify(Object.fromEntries(texts)),
      'templates.js': await templatesModule(
        templates.filter((file) => !isFixed(file)),
        precompileTemplate,
      ),
    }
  } finally {
    rmSync(module)
  }
}

/** The templates as functions: at a run there is nothing left to compile. */
async function templatesModule(templates, precompile) {
  const members = templates.map((file) => `${JSON.stringify(file.path)}:${precompile(file)}`)
  const module = `export const specifications={${members.join(',')}}`
  const { code } = await transform(module, { minify: true, format: 'esm', target: shared.target })
  return code
}

/** The licences of the packages that are in the bundle ask to come along. */
function licencesOf({ inputs }) {
  const packages = Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
  const texts = [...new Set(packages)].sort().map((name) => `${name}\n\n${licenceText(name)}\n`)
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}

function licenceText(name) {
  const folder = join(root, 'node_modules', name)
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim()
  const { license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (license !== 'MIT') throw new Error(`${name} is bundled and brings no text of its licence, ${license}`)
  // Its terms are those of ours; the copyright is its author's.
  const holder = (author?.name ?? String(author)).replace(/ *<.*/, '')
  return readFileSync(join(root, 'LICENSE'), 'utf8')
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`)
    .trim()
}

/**
 * Puts the files in place one by one, each whole, and takes away what is no longer made: a second build, or a command
 * that is running from here, finds at every moment what it looks for.
 */
function publish(files) {
  mkdirSync(dist, { recursive: true })
  const staging = mkdtempSync(join(root, 'node_modules', '.build-'))
  try {
    // The entry comes last, when all that it loads is there.
    for (const name of [...files.keys()].sort((a, b) => Number(a === 'cli.js') - Number(b === 'cli.js'))) {
      const staged = join(staging, 'file')
      writeFileSync(staged, files.get(name))
      if (name === 'cli.js') chmodSync(staged, 0o755)
      mkdirSync(dirname(join(dist, name)), { recursive: true })
      renameSync(staged, join(dist, name))
    }
  } finally {
    rmSync(staging, { recursive: true })
  }
  for (const name of readdirSync(dist)) {
    if (!files.has(name)) rmSync(join(dist, name), { recursive: true, force: true })
  }
}
