import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project } from '../http/server.ts'

const program = nodeBinaries.get(24)
const launcher = ['sh', '-c', `shift; exec ${program} "$@"`, 'sh']

const texts = [
  'Ada',
  'ADA%',
  'a%b',
  'a_b',
  'axb',
  'ÄDA',
  '\u212aelvin',

  'ada lovelace',
  `${'ab'.repeat(49)}c`,
]
// SQLite has three ways to look for them: by the length of the part, by its letters, and by the rule of the field.
const parts = [
  'ada',
  'ADA',
  '%',
  '_',
  'a%',
  'x',
  'k',
  'K',
  'ä',
  '\u212a',
  'b_',
  'lovelace',
  'abababababababc',

  'z',
]

describe.skipIf(program === undefined)('a search in SQLite', () => {
  let project: Project
  let url: string

  beforeAll(async () => {
    const answers = answersFor(realPack, ['resource'], 24)
    const resources = [parseSpecification('names short:string(1..100) long:string')]
    project = makeProject({ ...answers, resources })
    execFileSync(program ?? '', ['dist/database-tasks.js', 'migrate'], { cwd: project.directory })
    url = `${(await project.start({}, launcher)).url}/api/names`
    for (const text of texts) {
      const body = JSON.stringify({ short: text, long: text })
      const res = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
      expect([res.status, await res.text()]).toEqual([201, expect.any(String)])
    }
  })

  afterAll(() => project?.remove())

  test.each(['short', 'long'])(
    'finds each part in %s texts, in either case, and takes no sign for a wildcard',
    async (field) => {
      for (const part of parts) {
        const { data } = (await (await fetch(`${url}?${field}=${encodeURIComponent(part)}`)).json()) as {
          data: Readonly<Record<string, string>>[]
        }
        const expected = texts.filter((text) => text.toLowerCase().includes(part.toLowerCase()))
        expect([part, data.map((item) => item[field])]).toEqual([part, expected])
      }
    },
  )
})
