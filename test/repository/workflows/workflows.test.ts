import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { nodeMajors } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { objectionsTo } from '../../support/workflow-parser.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly needs?: string
  readonly uses?: string
  readonly permissions?: unknown
  readonly environment?: string
  readonly 'timeout-minutes'?: number
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } }
  readonly steps?: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const folder = '.github/workflows'
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')
const workflowOf = (name: string) => parse(textOf(name)) as Workflow
const names = readdirSync(folder)
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> }
const generated = render(realPack, answersFor(realPack, ['github-actions'], 20)).get('.github/workflows/ci.yml') ?? ''
const actionsIn = (text: string) => [...text.matchAll(/uses: ([^.\s].*)/g)].map(([, action = '']) => action)

describe.each(names)('%s', (name) => {
  const text = textOf(name)
  const { on, permissions, jobs } = workflowOf(name)
  const all = Object.values(jobs)
  const steps = all.flatMap((job) => job.steps ?? [])

  test('is one that GitHub accepts', async () => {
    expect(await objectionsTo(text)).toEqual([])
  })

  test('may read the repository, and one job at most may do more', () => {
    expect(permissions).toEqual({ contents: 'read' })
    const more = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined)
    expect(more.map(([id]) => id)).toEqual(name === 'release.yml' ? ['publish'] : [])
  })

  test('knows no secret, and runs nothing that a stranger wrote into an event', () => {
    expect(text).not.toMatch(/secrets|inherit/)
    expect(Object.keys(on)).not.toContain('pull_request_target')
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  test('leaves no credentials behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBe(all.filter((job) => job.uses === undefined).length)
    for (const checkout of checkouts) expect(checkout.with).toEqual({ 'persist-credentials': false })
  })

  test('names actions by a commit, the same as in generated projects', () => {
    const known = new Set(actionsIn(generated))
    expect(known.size).toBe(2)
    for (const action of known) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/)
    expect(actionsIn(text).filter((action) => !known.has(action))).toEqual([])
  })

  test('ends by itself', () => {
    for (const job of all) {
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0)
      else expect(existsSync(job.uses), job.uses).toBe(true)
    }
  })

  test('runs only what is there', () => {
    const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
    const absent = commands.filter((command) => {
      const script = /^npm run (\S+)/.exec(command)?.[1]
      const file = /^node (\S+)/.exec(command)?.[1]
      return script === undefined ? file !== undefined && !existsSync(file) : scripts[script] === undefined
    })
    expect(absent).toEqual([])
  })
})

describe('continuous integration', () => {
  const { on, jobs } = workflowOf('ci.yml')
  const commandsOf = (id: string) => jobs[id]?.steps?.flatMap(({ run }) => run ?? [])

  test('tries every pull request, and main', () => {
    expect(on).toMatchObject({ push: { branches: ['main'] }, pull_request: null })
  })

  test('on every Node that the command runs on', () => {
    expect(jobs.test?.strategy?.matrix.node).toEqual(nodeMajors)
    expect(commandsOf('test')).toEqual(['npm ci', 'npm run test:all'])
  })

  test('with what is too large for every install', () => {
    const large = Object.keys(scripts).filter((name) => name.startsWith('test:') && scripts[name]?.includes('install-'))
    // nginx and haproxy come from the system.
    const commands = ['nodes', 'managers', 'proxies'].flatMap(commandsOf).filter((line) => !line?.startsWith('sudo '))
    expect(commands).toEqual(large.flatMap((name) => ['npm ci', `npm run ${name}`]))
  })

  test('with every combination of features, their own tests on the oldest Node and on the newest', () => {
    const install = `node scripts/install-nodes.mjs ${nodeMajors.at(-1)}`
    expect(commandsOf('combinations')).toEqual(['npm ci', install, 'npm run matrix'])
  })
})

describe('a release', () => {
  const { on, jobs } = workflowOf('release.yml')

  test('begins with the tag of a version, and nothing else', () => {
    expect(on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } })
  })

  test('is checked, then tested, then published', () => {
    expect(Object.entries(jobs).map(([id, { needs }]) => [id, needs])).toEqual([
      ['check', undefined],
      ['test', 'check'],
      ['publish', 'test'],
    ])
    expect(jobs.test?.uses).toBe('./.github/workflows/ci.yml')
  })

  test('is published with its provenance, by a job that runs no script of a package', () => {
    expect(jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    expect(jobs.publish?.environment).toBe('npm')
    expect(jobs.publish?.steps?.flatMap(({ run }) => run ?? [])).toEqual([
      'npm ci --ignore-scripts',
      'npm publish --provenance --access public',
    ])
  })
})

test('what GitHub would not accept is noticed', async () => {
  for (const name of names) {
    expect(await objectionsTo(textOf(name).replace('contents: read', 'contents: reed'))).not.toEqual([])
    expect(await objectionsTo(textOf(name).replace('runs-on:', 'run-on:'))).not.toEqual([])
  }
})
