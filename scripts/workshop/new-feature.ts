import { flagsOf } from '../../src/arguments/flags.ts'
import { wrongRequest } from '../../src/model/failure.ts'
import type { Pack } from '../../src/model/pack.ts'
import { pascal, wordsOf } from '../../src/model/words.ts'

const longest = 40

/**
 * The folder of a new feature, by path: small, and whole already. It sets a header on every response. Throws a Failure
 * for an id that no feature can have, or that something has. `schemas`: the path from the folder to our schemas.
 */
export function newFeature(id: string, pack: Pack, schemas = '../..'): ReadonlyMap<string, string> {
  checkId(id, pack)
  const words = wordsOf(id).join(' ')
  const names = { id, words, Words: words.charAt(0).toUpperCase() + words.slice(1), Pascal: pascal(wordsOf(id)) }
  return new Map([
    ['feature.json', json(manifest(names, schemas))],
    [`files/src/middleware/${id}.ts.hbs`, code(names)],
    [
      'slots/src/app.ts.hbs',
      `{{#section "headers"}}
import { add${names.Pascal} } from './middleware/${id}.ts'
add${names.Pascal}(ctx)
{{/section}}
`,
    ],
    [`files/test/${id}.test.ts.hbs`, ownTest(names)],
    ['probes.json', probes(names, schemas)],
  ])
}

function checkId(id: string, pack: Pack): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.startsWith('no-') || id.length > longest) {
    throw wrongRequest(
      `${JSON.stringify(id)} cannot be a feature: give small letters, digits and single dashes between, ` +
        `as in "rate-limit", at most ${longest} and not "no-" ahead`,
    )
  }
  const feature = pack.features.find((known) => known.id === id)
  if (feature) throw wrongRequest(`there is a feature "${id}" already: take another id, or change ${feature.folder}/`)
  const flags = flagsOf(pack).map(({ name }) => name)
  if (flags.includes(id)) throw wrongRequest(`--${id} is a flag of the command already: take another id`)
  const targets = [`src/middleware/${id}.ts`, `test/${id}.test.ts`]
  const owner = pack.features.find(({ files }) => files.some(({ target }) => targets.includes(target)))
  if (owner)
    throw wrongRequest(`src/middleware/${id}.ts or its test belongs to the feature "${owner.id}": take another id`)
}

interface Names {
  readonly id: string
  readonly words: string
  readonly Words: string
  readonly Pascal: string
}

function manifest({ id, words, Words }: Names, schemas: string): object {
  return {
    $schema: `${schemas}/feature.schema.json`,
    title: Words,
    hint: `says that ${words} is on`,
    requires: ['response'],
    readme: { layout: [{ path: `src/middleware/${id}.ts`, about: `${words}: a header on every response` }] },
  }
}

function code({ id, Pascal }: Names): string {
  return `import type { Context } from '../http/context.ts'

/** Adds a header to every response. */
export function add${Pascal}({ res }: Context): void {
  res.defaultHeaders.push(['${headerOf(id)}', 'on'])
}
`
}

function ownTest({ id, words }: Names): string {
  return `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

for (const path of ['/', '/no/such/page']) {
  test(\`says on the answer to \${path} that ${words} is on\`, async (t) => {
    const { url } = await startServer(t)
    const res = await fetch(url + path)
    assert.equal(res.headers.get('${headerOf(id).toLowerCase()}'), 'on')
  })
}
`
}

function probes({ id, words }: Names, schemas: string): string {
  return json({
    $schema: `${schemas}/probes.schema.json`,
    probes: [
      {
        about: `says on an error too that ${words} is on`,
        request: { path: '/no/such/page' },
        answer: { status: 404, headers: { [headerOf(id).toLowerCase()]: '^on$' } },
      },
    ],
  })
}

function headerOf(id: string): string {
  return `X-${wordsOf(id)
    .map((word) => pascal([word]))
    .join('-')}`
}

/** As the formatter writes it: a list of one name on one line. */
function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`
}
