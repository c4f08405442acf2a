import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Answers, nodeMajors, packageManagers } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { objectionsTo } from '../../support/workflow-parser.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly 'timeout-minutes': number
  readonly permissions?: unknown
  readonly strategy: { readonly matrix: { readonly node: readonly number[] } }
  readonly steps: readonly Step[]
}

const alone = answersFor(realPack, ['github-actions'], 22)
const cases = packageManagers.flatMap((packageManager) =>
  nodeMajors.map((node): Answers => ({ ...alone, packageManager, node })),
)
const textOf = (answers: Answers) => render(realPack, answers).get('.github/workflows/ci.yml') ?? ''

describe.each(cases)('the workflow for $packageManager and Node $node', (answers) => {
  const text = textOf(answers)
  const workflow = parse(text) as Workflow
  const job = workflow.jobs.test as Job

  test('is one that GitHub accepts', async () => {
    expect(await objectionsTo(text)).toEqual([])
  })

  test('runs for every push, whatever the branch, and for pull requests', () => {
    expect(workflow.on).toEqual({ push: null, pull_request: null })
  })

  test('may read the repository and nothing else, and leaves no credentials behind', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(Object.values(workflow.jobs).filter(({ permissions }) => permissions !== undefined)).toEqual([])
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    expect(job.steps[0]?.with).toEqual({ 'persist-credentials': false })
    expect(text).not.toMatch(/secrets\.|github\.event\./)
  })

  test('names actions by a commit, with their version behind it', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action)
    expect(uses).toHaveLength(2)
    for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('ends by itself, and when a newer push makes it pointless', () => {
    expect(job['timeout-minutes']).toBeGreaterThan(0)
    expect(workflow.concurrency).toMatchObject({ 'cancel-in-progress': true })
  })

  test('runs on the chosen Node and every newer one', () => {
    expect(job.strategy.matrix.node).toEqual(nodeMajors.filter((major) => major >= answers.node))
    expect(text).toMatch(/ node-version: \$\{\{ matrix\.node \}\}$/m)
  })

  test('installs, checks, tests and builds with the chosen package manager', () => {
    const { packageManager } = answers
    const commands = job.steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
    const own = ['run check', 'run test', 'run build'].map((words) => `${packageManager} ${words}`)
    expect(commands.slice(-own.length)).toEqual(own)
    expect(commands.at(-own.length - 1)).toMatch(
      /^if \[ -f [\w.-]+ \]; then \w+ (?:ci|install --frozen-lockfile); else \w+ install( --no-frozen-lockfile)?; fi$/,
    )
    const before = commands.slice(0, -own.length - 1)
    if (packageManager === 'npm') expect(before).toEqual([])
    else expect(before).toEqual([expect.stringMatching(/^npm install --global (--force )?[a-z]+@\d[\d.]*$/)])
  })
})

test('what GitHub would not accept is noticed', async () => {
  const text = textOf(alone)
  expect(await objectionsTo(text.replace('contents: read', 'contents: reed'))).not.toEqual([])
  expect(await objectionsTo(text.replace('matrix.node }}', 'matrx.node }}'))).not.toEqual([])
})
