import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { buildFirst } from '../../support/cli.ts'

buildFirst()

/** The texts of what is published; the package's own tests hold that there is nothing else. */
const published = () =>
  [...readdirSync('dist').map((name) => `dist/${name}`), 'README.md', 'LICENSE', 'package.json'].map((path) => ({
    path,
    text: textOf(path),
  }))

function textOf(path: string): string {
  return path.endsWith('.br') ? String(brotliDecompressSync(readFileSync(path))) : readFileSync(path, 'utf8')
}

/** The code that a run executes; what projects are made of is text to it. */
const code = () => published().filter(({ path }) => path.endsWith('.js'))

const harmless = [
  ...['buffer', 'child_process', 'crypto', 'fs', 'module', 'os', 'path', 'process', 'readline', 'stream'],
  ...['string_decoder', 'tty', 'util', 'zlib'],
]

test('the command loads no module of Node that reaches a network', () => {
  // The build names them all alike, whether they are imported or required.
  const named = code().flatMap(({ text }) => [...text.matchAll(/["'`]node:([\w/]+)["'`]/g)].map((match) => match[1]))
  expect([...new Set(named)].sort()).toEqual(harmless)
})

test('the command loads nothing from outside', async () => {
  const { metafile } = await build({
    entryPoints: ['dist/cli.js'],
    outdir: join('dist', 'analysed'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
  })
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external))
  expect(new Set(outside.map(({ path }) => path))).toEqual(new Set(['node:module']))
})

test.each([
  [
    'names no such module, which it could load in another way',
    /["'`](?:node:)?(?:https?2?|net|tls|dns|dgram|inspector|undici)(?:\/promises)?["'`]/g,
  ],
  [
    'uses nothing global that reaches a network',
    /\b(?:fetch\(|WebSocket\b|EventSource\b|XMLHttpRequest\b|sendBeacon\b)/g,
  ],
  ['looks into nothing that is hidden in Node', /\bprocess\.binding\b|\b_linkedBinding\b/g],
])('its code %s', (_, pattern) => {
  expect(code().flatMap(({ path, text }) => (text.match(pattern) ?? []).map((found) => `${path}: ${found}`))).toEqual(
    [],
  )
})

// What projects are made of.
const projectFiles = /^dist\/templates\.br$/
const commandFiles = /^dist\/(?!templates)[\w-]+\.js$/

// Whose address may be in what is published, where, and why it is there.
const known: readonly (readonly [host: RegExp, files: RegExp, why: string])[] = [
  [
    /^json-schema\.org$/,
    /^dist\/(?:(?:[a-z]+\.)?schema\.json|(?!templates)[\w-]+\.js)$/,
    'the name of the language of schemas',
  ],
  [/^github\.com$/, commandFiles, 'words of a complaint that the validator of schemas can make'],
  [/^example\.com$/, commandFiles, 'an example of a URL'],
  [/^(?:app\.|\*\.)?example\.com$/, /^dist\/pack\.json\.br$/, 'examples of a setting, and values that it refuses'],
  [
    /^(?:bomb\.sh|sindresorhus\.com|www\.apache\.org|leastfixedpoint\.com|github\.com)$/,
    /LICENSES\.txt$/,
    'licences and their holders',
  ],
  [/^localhost:3000$/, /^README\.md$/, 'the server that the reader has started'],
  [
    /^(?:fastify\.dev|expressjs\.com|hono\.dev|docs\.nestjs\.com|github\.com)$/,
    /^README\.md$/,
    'the documentation of frameworks that the README compares with',
  ],
  [
    /^(?:localhost|127\.0\.0\.1):(?:3000|\$\{port\}?|\$\{\(server\.address\()?$/,
    /^dist\/(?:templates\.br|pack\.json\.br)$/,
    'the server of a project',
  ],
  [/^url\.spec\.whatwg\.org$/, /^dist\/templates\.br$/, 'the standard that a comment names'],
  [/^a\.b$/, /^dist\/templates\.br$/, 'the shortest URL, in a test of long ones'],
  [/(?:^|[.-])example(?:\.com)?(?::8443)?$/, projectFiles, 'examples, and origins in tests'],
  [/^(?:|.*@a|\$\{host\}|\$\{everyInterface)$/, projectFiles, 'code and tests that put an address together'],
  [/^(?:datatracker\.ietf|spec\.openapis|www\.iana)\.org$/, projectFiles, 'documents that comments name'],
  [/^(?:fetch\.spec|html\.spec)\.whatwg\.org$/, projectFiles, 'documents that comments name'],
  [
    /^(?:nodejs\.org|prometheus\.io|breachattack\.com|sqlite\.org|www\.postgresql\.org|owasp\.org)$/,
    projectFiles,
    'documents that comments name',
  ],
  [/^www\.w3\.org$/, projectFiles, 'the name of the language of an icon'],
]

test('every address in what is published is known, with the reason why it is there', () => {
  const found = published().flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/([^\s"'`/<>)\\,]*)/g)].map(([, host = '']) => ({ path, host })),
  )
  const isKnown = ({ path, host }: (typeof found)[number]) =>
    known.some(([hosts, files]) => hosts.test(host) && files.test(path))
  expect(found.filter((one) => !isKnown(one))).toEqual([])
  const idle = known.filter(([hosts, files]) => !found.some(({ path, host }) => hosts.test(host) && files.test(path)))
  expect(idle.map(([, , why]) => why)).toEqual([])
})
