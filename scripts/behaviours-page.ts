import { readdirSync, readFileSync } from 'node:fs'
import type { Behaviour, Section, Source } from '../test/project/http/catalogue/behaviour.ts'
import { catalogue } from '../test/project/http/catalogue.ts'

/** Where `npm run docs` writes the page. */
export const behavioursPath = 'docs/http-behaviours.md'

const testFolder = 'test/project/http'

const introduction = `\
How the generated servers behave, where they have the feature in question: the tests in
[test/project/http/](../test/project/http/) check it byte by byte against running servers. They name each behaviour by its
number, so that a test called \`C15: 101 levels\` is about [C15](#C15); one without a source is a decision of this project.`

/** The test files that have rows or tests of each id, by their names. The tests are read as text: to run them takes servers. */
export function testsById(folder = testFolder): ReadonlyMap<string, readonly string[]> {
  const tests = new Map<string, string[]>()
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.test.ts')) continue
    for (const id of idsIn(readFileSync(`${folder}/${name}`, 'utf8'))) tests.set(id, [...(tests.get(id) ?? []), name])
  }
  return tests
}

/**
 * The ids in the source of a test, each once: what a row has as its `id`, and every text that begins with numbers and
 * goes on with a colon or not at all, as titles and the first cells of tables do.
 */
export function idsIn(source: string): ReadonlySet<string> {
  const ofRows = source.matchAll(/\bid: '([^']*)'/g)
  const ofTitles = source.matchAll(/['"`]([A-Z]\d{1,2}(?: [A-Z]\d{1,2})*)(?=['"`:])/g)
  return new Set([...ofRows, ...ofTitles].flatMap(([, ids = '']) => ids.split(' ')))
}

export function behavioursPage(sections: readonly Section[] = catalogue, tests = testsById()): string {
  const tables = sections.map((section) => tableOf(section, tests))
  const page = [
    '# HTTP behaviours',
    '<!-- made by npm run docs from test/project/http/catalogue/ -->',
    introduction,
    ...tables,
  ]
  return `${page.join('\n\n')}\n`
}

function tableOf({ letter, heading, behaviours }: Section, tests: ReadonlyMap<string, readonly string[]>): string {
  const rows = behaviours.map((behaviour) => rowOf(behaviour, tests.get(behaviour.id) ?? []))
  return [
    `## ${letter}. ${heading}\n`,
    '| number | behaviour | source | tests |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function rowOf({ id, title, source = [] }: Behaviour, tests: readonly string[]): string {
  const cells = [
    `<a id="${id}" href="#${id}">${id}</a>`,
    title,
    [source].flat().map(linkTo).join(', '),
    tests.map((name) => `[${name.replace(/(?:\.long)?\.test\.ts$/, '')}](../${testFolder}/${name})`).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

function linkTo(source: Source): string {
  if (typeof source !== 'string') return `[${source.name}](${source.url})`
  const [, rfc, section] = /^RFC (\d+) section ([\d.]+)$/.exec(source) ?? []
  if (rfc === undefined) throw new Error(`${source} is not the section of an RFC`)
  return `[${source}](https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section})`
}
