import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/model/answers.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersFor, everything, featuresOfPreset, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from '../http/server.ts'
import { createJudge, type Document, type Judge } from './openapi-document.ts'
import { everywhere, type Step, stepsOf, take, type Walked } from './walk.ts'

/** Every type of field, with and without a value in each; and names that are none of English, or words of JavaScript. */
const specifications = [
  'things text:string:optional:unique count:integer price:number:optional open:boolean seen:datetime:optional mail:email:unique site:url:optional key:uuid:optional kind:enum=a,b-c,class',
  'people/person class:string(1..20) delete:boolean:optional rank:integer(0..9):default=3 timestamps',
  'blog-posts title:string:unique',
]

const todos: Walked = {
  path: '/api/todos',
  item: (number) => ({ title: `todo ${number}`, done: true }),
  hasUnique: false,
}
const things: Walked = {
  path: '/api/things',
  item: (number) => ({
    text: `text ${number}`,
    count: number,
    price: 1.5,
    open: false,
    seen: '2026-07-01T00:59:60.123+01:00',
    mail: `ada${number}@example.com`,
    site: 'HTTPS://example.com/a?b#c',
    key: '3F2504E0-4f89-41d3-9a0c-0305e82c3301',
    kind: 'b-c',
  }),
  hasUnique: true,
}
const people: Walked = { path: '/api/people', item: (number) => ({ class: `${number}` }), hasUnique: false }
const posts: Walked = { path: '/api/blog-posts', item: (number) => ({ title: `title ${number}` }), hasUnique: true }

const page = (line: string): readonly Step[] => [{ line, status: 200 }, ...everywhere(line)]
const ready = ['GET /health', 'GET /ready'].flatMap(page)
const json = ['Content-Type: application/json']
// What each project with docs serves, whatever else it has.
const common: readonly Step[] = [
  ...['GET /hello/ada', 'GET /docs', 'GET /openapi.json'].flatMap(page),
  ...['GET /docs', 'GET /openapi.json'].map((line) => ({ line, status: 304, headers: ['If-None-Match: *'] })),
  { line: 'POST /hello', status: 200, headers: json, body: '{"name":"Ada"}' },
  ...everywhere('POST /hello'),
]

interface Case {
  readonly name: string
  readonly answers: Answers
  readonly steps: readonly Step[]
}

const cases: readonly Case[] = [
  {
    name: 'preset api',
    answers: answersFor(realPack, featuresOfPreset(realPack, 'api'), 20),
    steps: [...stepsOf(todos), ...ready, ...common],
  },
  {
    name: 'several resources',
    answers: { ...answersFor(realPack, ['resource', 'docs'], 20), resources: specifications.map(parseSpecification) },
    steps: [...[things, people, posts].flatMap(stepsOf), ...common],
  },
  { name: 'docs without a resource', answers: answersFor(realPack, ['docs'], 20), steps: common },
  {
    name: 'everything',
    answers: everything(realPack, 20),
    steps: [...stepsOf(todos), ...ready, ...page('GET /metrics'), ...common],
  },
]

describe.each(cases)('the OpenAPI document of $name', ({ answers, steps }) => {
  let project: Project
  let server: RunningServer
  let source: string
  let judge: Judge

  beforeAll(async () => {
    project = makeProject(answers)
    server = await project.start({ RATE_LIMIT_MAX: '1000000' })
    source = await (await fetch(`${server.url}/openapi.json`)).text()
    judge = createJudge(JSON.parse(source) as Document)
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  test('passes the linter, warnings included', async () => {
    // A project that nobody has published yet is under no licence.
    const config = await createConfig({ extends: ['recommended-strict'], rules: { 'info-license': 'off' } })
    const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config })
    expect(problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})`)).toEqual([])
  })

  test('says all that is answered, and nothing else', async () => {
    for (const step of steps) {
      const [method = '', target = ''] = step.line.split(' ')
      const answer = await take(server.port, step)
      const what = `${step.line} ${step.headers ?? ''} ${step.body ?? ''}: ${answer.body}`
      expect(answer.status, what).toBe(step.status)
      expect(judge.faultsOf(method, target, answer), what).toEqual([])
    }
    if (answers.features.includes('rate-limit')) await meetTheLimit()
    if (answers.features.includes('graceful-shutdown')) await meetTheEnd()
    expect(judge.unseen()).toEqual([])
  })

  /** Every operation is asked for once too often; those that say nothing of a limit have none. */
  async function meetTheLimit(): Promise<void> {
    const strict = await project.start({ RATE_LIMIT_MAX: '1' })
    await take(strict.port, { line: 'GET /nope', status: 404 })
    for (const line of new Set(steps.map((step) => step.line))) {
      const [method = '', target = ''] = line.split(' ')
      const answer = await take(strict.port, { line, status: 429 })
      expect(answer.status, line).toBe(judge.saysOf(method, target, 429) ? 429 : 200)
      expect(judge.faultsOf(method, target, answer), line).toEqual([])
    }
    await strict.stop()
  }

  async function meetTheEnd(): Promise<void> {
    const stopping = await project.start({ SHUTDOWN_DELAY_MS: '60000' })
    stopping.process.kill('SIGTERM')
    await stopping.line(/SIGTERM/)
    const answer = await take(stopping.port, { line: 'GET /ready', status: 503 })
    expect(answer.status).toBe(503)
    expect(judge.faultsOf('GET', '/ready', answer)).toEqual([])
    await stopping.stop()
  }
})

describe('what the document says may be sent', () => {
  let project: Project
  let server: RunningServer
  let judge: Judge

  beforeAll(async () => {
    project = makeProject({
      ...answersFor(realPack, ['resource', 'docs'], 20),
      resources: [
        'samples text:string:optional count:integer:optional price:number:optional open:boolean:optional seen:datetime:optional mail:email:optional site:url:optional key:uuid:optional kind:enum=a,b-c:optional name:string',
      ].map(parseSpecification),
    })
    server = await project.start()
    judge = createJudge((await (await fetch(`${server.url}/openapi.json`)).json()) as Document)
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  const bodies: readonly unknown[] = [
    {},
    { nope: 1 },
    { id: 5 },
    { id: 'x' },
    { name: '' },
    { name: null },
    ...['', 'a', '\u0000', '👋', 1, true, null, [], {}].map((text) => ({ text })),
    ...[0, -1, 1.5, 1e3, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), '1', true, null].map((count) => ({ count })),
    ...[0, -0.5, 1e300, '1', null, []].map((price) => ({ price })),
    ...[true, false, 'true', 1, 0, null].map((open) => ({ open })),
    ...[
      '2026-01-31T12:00:00Z',
      '2026-01-31T12:00:00.5+23:59',
      '2024-02-29T00:00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2016-12-31T23:59:60Z',
      '2017-01-01T05:29:60.5+05:30',
      '2016-12-31T12:00:60Z',
      '2016-12-31T23:59:60+01:00',
      '2016-12-31T23:59:61Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31T12:00:00',
      '2026-01-31',
      '31.01.2026',
      0,
      null,
    ].map((seen) => ({ seen })),
    ...['ada@example.com', 'ada', '@example.com', 'a@b', 'a b@c.example', '', null].map((mail) => ({ mail })),
    ...[
      'https://example.com',
      'HTTP://example.com/a?b#c',
      'ftp://example.com',
      'javascript:alert(1)',
      'mailto:a@b.example',
      '//example.com',
      'example.com',
      'https://a b',
      '',
      null,
    ].map((site) => ({ site })),
    ...['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3F2504E04F8941D39A0C0305E82C3301', 'x', '', null].map((key) => ({
      key,
    })),
    ...['a', 'b-c', 'b', 'A', '', 1, null].map((kind) => ({ kind })),
  ]

  test.each(bodies.map((body) => [JSON.stringify(body), body]))('is what is taken: %s', async (text, body) => {
    const [path, item] = ['/api/samples', '/api/samples/{id}']
    const whole = JSON.stringify({ name: 'a', ...(body as object) })
    const created = await take(server.port, {
      line: `POST ${path}`,
      status: 201,
      headers: ['Content-Type: application/json'],
      body: whole,
    })
    const sendable = judge.isSendable('POST', path, 'application/json', JSON.parse(whole))
    expect(created.status, String(created.body)).toBe(sendable ? 201 : 400)
    const { status } = await take(server.port, {
      line: `POST ${path}`,
      status: 201,
      headers: ['Content-Type: application/json'],
      body: '{"name":"a"}',
    })
    expect(status).toBe(201)
    const patched = await take(server.port, {
      line: `PATCH ${path}/1`,
      status: 200,
      headers: ['Content-Type: application/merge-patch+json'],
      body: text,
    })
    const patchable = judge.isSendable('PATCH', item, 'application/merge-patch+json', body)
    expect(patched.status, String(patched.body)).toBe(patchable ? 200 : 400)
  })
})
