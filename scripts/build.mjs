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
import { isBuiltin } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const shared = {
  cwd: root,
  platform: 'node',
  transform: { target: 'node20.12' },
  // A package that is not found would be left for the users to have.
  onLog: (_level, { message }) => {
    throw new Error(message)
  },
}
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const [bundled, data] = await Promise.all([bundleCommand(), collectData()])
const chunks = withoutFacades(bundled)
const files = new Map([
  ...chunks.map(({ fileName, code }) => [fileName, code]),
  ...Object.entries(data),
  ['THIRD-PARTY-LICENSES.txt', licencesOf(chunks)],
])
publish(files)
if (process.argv.includes('--verbose')) {
  const bytes = [...files.values()].reduce((sum, contents) => sum + Buffer.byteLength(contents), 0)
  console.log(`dist: ${files.size} files, ${Math.round(bytes / 1000)} kB`)
}

/** What every run needs in one file, since each costs half a millisecond; what some need in files of their own. */
function bundleCommand() {
  return bundle(
    {
      input: 'src/cli.ts',
      plugins: [requireBuiltIns(), readSchemas(), keepOneFormat()],
      resolve: {
        alias: {
          // The parser alone: templates are evaluated as they are parsed.
          handlebars: join(root, 'node_modules/handlebars/dist/cjs/handlebars/compiler/base.js'),
          // Its main file for Node requires parts of itself in a way that no bundler sees.
          'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
        },
      },
    },
    {
      minify: true,
      comments: false,
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: [
          // The entry waits for its run, and so would what is loaded on the way if it were in one file with it.
          { name: 'main', tags: ['$initial'], test: (id) => !/[\\/]src[\\/]cli\.ts$/.test(id) },
          { name: 'built-ins', test: /^\0built-in|[\\/]src[\\/]main[\\/]digest\.ts$/ },
          { name: 'help', test: /[\\/]src[\\/]arguments[\\/](?:help-text|feature-list|layout|completion)/ },
          { name: 'compile', test: /[\\/]src[\\/]render[\\/](?:compile|render)\.ts$/ },
          {
            name: 'packs',
            test: /[\\/]src[\\/](?:lint[\\/]|main[\\/]check-pack|pack[\\/](?:join-packs|schema-faults))/,
          },
          { name: 'finish', test: /[\\/]src[\\/](?:finish[\\/]|disk[\\/]undo-store)/ },
          { name: 'asking', test: /[\\/]src[\\/]prompts[\\/]|[\\/]@clack[\\/]|[\\/]fast-wrap-ansi[\\/]/ },
        ],
      },
    },
  )
}

/**
 * Leaves out chunks that only hand on what another one exports, which rolldown makes for each module that is imported
 * when it is needed: their importers read the other one, and a run has a file less to read.
 */
function withoutFacades(chunks) {
  const facades = new Map()
  for (const { fileName, code } of chunks) {
    const [, names, source] = /^export\{([^}]+)\}from"\.\/([^"]+)";?\s*$/.exec(code) ?? []
    if (names) facades.set(fileName, { source, members: names.split(',').map((name) => name.split(' as ')) })
  }
  return chunks
    .filter(({ fileName }) => !facades.has(fileName))
    .map((chunk) => ({
      ...chunk,
      code: chunk.code.replace(/import\([`"]\.\/([^`"]+)[`"]\)/g, (whole, fileName) => {
        const facade = facades.get(fileName)
        if (facade === undefined) return whole
        const members = facade.members.map(([name, exported = name]) => `${exported}:e.${name}`)
        return `import("./${facade.source}").then(e=>({${members}}))`
      }),
    }))
}

/**
 * Built-in modules are required: `import` reads all that a module has, and so loads what Node holds back until it is
 * asked for, such as streams and workers behind node:fs. That is a tenth of what Node takes to start.
 */
function requireBuiltIns() {
  const prefix = '\0built-in '
  return {
    name: 'require-built-ins',
    resolveId(id, _importer, { kind }) {
      if (!isBuiltin(id) || id === 'node:module') return undefined
      const name = id.replace(/^node:/, '')
      return kind === 'import-statement' ? prefix + name : { id: `node:${name}`, external: true }
    },
    load: (id) =>
      id.startsWith(prefix)
        ? `module.exports = require(${JSON.stringify(`node:${id.slice(prefix.length)}`)})`
        : undefined,
  }
}

/** The schemas are published as files of their own, for editors: the command reads these where it needs them. */
function readSchemas() {
  return {
    name: 'read-schemas',
    load: (id) =>
      id.endsWith('.schema.json')
        ? {
            code: `import { readFileSync } from 'node:fs'
const file = new URL(${JSON.stringify(basename(id))}, import.meta.url)
export default JSON.parse(readFileSync(file, 'utf8'))`,
            moduleType: 'js',
          }
        : undefined,
  }
}

/** Our schemas name one format. What checks them knows many, which would add 2 kB to the tarball. */
function keepOneFormat() {
  for (const path of ['feature', 'probes'].map((name) => join(root, `templates/${name}.schema.json`))) {
    const [, other] = /"format": "(?!regex")(.*?)"/.exec(readFileSync(path, 'utf8')) ?? []
    if (other)
      throw new Error(`${path}: the format ${other} is left out of the package: keepOneFormat() has to know it`)
  }
  const regex = "text => { try { return new RegExp(text, 'u') instanceof RegExp } catch { return false } }"
  return {
    name: 'keep-one-format',
    load: (id) =>
      /@cfworker[\\/]json-schema[\\/]dist[\\/]esm[\\/]format\.js$/.test(id)
        ? `export const format = { regex: ${regex} }`
        : undefined,
  }
}

/** The pack, its templates and the schema of answers, made by the same sources that the command is made of. */
async function collectData() {
  const sources = {
    'src/pack/read-pack.ts': 'readPack',
    'src/pack/published-pack.ts': 'joinTemplates, publishedPack, templatesOf',
    'src/answers/answers-schema.ts': 'answersSchema',
    'src/render/compile.ts': 'isFixed',
  }
  const lines = Object.entries(sources).map(
    ([path, names]) => `export { ${names} } from ${JSON.stringify(join(root, path))}`,
  )
  const entry = {
    name: 'entry',
    resolveId: (id) => (id === 'data' ? id : undefined),
    load: (id) => (id === 'data' ? lines.join('\n') : undefined),
  }
  // It runs right here, where the packages are.
  const input = { input: 'data', external: /^@?[a-z][^:]*$/, plugins: [entry] }
  const [{ code }] = await bundle(input, { codeSplitting: false })
  const module = join(root, 'node_modules', `.build-${process.pid}.mjs`)
  writeFileSync(module, code)
  try {
    const { readPack, publishedPack, templatesOf, joinTemplates, answersSchema, isFixed } = await import(
      pathToFileURL(module).href
    )
    const pack = readPack(join(root, 'templates'), version)
    const templates = templatesOf(pack)
    const published = templates.map((file) => ({ text: file.text, isFixed: isFixed(file) }))
    return {
      // A sixth smaller in the tarball than what its gzip makes of it, and a fifth smaller for the templates.
      'pack.json.br': brotliCompressSync(JSON.stringify(publishedPack(pack))),
      'templates.br': brotliCompressSync(joinTemplates(published)),
      'schema.json': JSON.stringify(answersSchema(pack)),
      ...Object.fromEntries(
        ['feature.schema.json', 'probes.schema.json'].map((name) => [name, minified(join(root, 'templates', name))]),
      ),
      'fixes.json': JSON.stringify(countFixes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))),
    }
  } finally {
    rmSync(module)
  }
}

/** How many faults each published version fixed, for those who are asked to upgrade. */
function countFixes(changelog) {
  const versions = changelog.split(/^## \[/m).slice(1)
  const counted = versions.map((text) => {
    const fixed = /^### Fixed\n([\s\S]*?)(?=^### |(?![\s\S]))/m.exec(text)?.[1] ?? ''
    return [text.slice(0, text.indexOf(']')), (fixed.match(/^- /gm) ?? []).length]
  })
  return Object.fromEntries(counted.filter(([version]) => /^\d/.test(version)))
}

/** For the editors of those who keep features in a folder of their own. */
function minified(path) {
  return JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))
}

async function bundle(input, output) {
  const built = await rolldown({ ...shared, ...input })
  return (await built.generate({ format: 'esm', ...output })).output
}

/** The licences of the packages that are in the bundle ask to come along: copyright notices, and each terms once. */
function licencesOf(chunks) {
  const paths = chunks.flatMap(({ modules }) => Object.keys(modules))
  const packages = paths.flatMap((path) => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1] ?? [])
  const byTerms = new Map()
  for (const name of [...new Set(packages)].sort()) {
    const lines = licenceText(name).split('\n')
    const isTerm = (line) =>
      !/^(?:#* *(?:the )?(?:mit|isc) license(?: \(mit\))?|.*copyright \(c\).*)$/i.test(line.trim())
    const notices = lines.filter((line) => /copyright \(c\)/i.test(line)).map((line) => line.trim())
    const terms = lines.filter(isTerm).join('\n').trim()
    // They differ in line breaks and quotes.
    const key = terms.replace(/\W+/g, ' ').toLowerCase()
    const group = byTerms.get(key) ?? { terms, notices: [] }
    byTerms.set(key, { ...group, notices: [...group.notices, name, ...notices, ''] })
  }
  const texts = [...byTerms.values()].map(({ terms, notices }) => `${notices.join('\n')}\n${terms}\n`)
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
