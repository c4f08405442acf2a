import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Answers, packageManagers } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { objectionsTo } from '../../support/workflow-parser.ts'

interface Service {
  readonly build?: string
  readonly depends_on?: unknown
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: unknown
  readonly volumes?: readonly string[]
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: object
}

const plain = answersFor(realPack, ['docker', 'github-actions', 'health', 'resource'], 24)
const filesWith = (store: string, packageManager: Answers['packageManager'] = 'npm') =>
  render(realPack, { ...plain, packageManager, options: { resource: { store } } })
const composeWith = (store: string) => parse(filesWith(store).get('compose.yaml') ?? '') as Compose

describe('compose.yaml', () => {
  test('keeps the file of SQLite in a volume', () => {
    const { services, volumes } = composeWith('sqlite')
    expect(services).toEqual({ app: expect.objectContaining({ build: '.', volumes: ['data:/app/data'] }) })
    expect(Object.keys(volumes)).toEqual(['data'])
  })

  test('starts the server once PostgreSQL is healthy, whose data is in a volume', () => {
    const { services, volumes } = composeWith('postgres')
    expect(services.app?.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(services.database?.healthcheck).toMatchObject({ test: expect.arrayContaining(['pg_isready']) })
    expect(services.database?.volumes).toEqual(['database:/var/lib/postgresql'])
    expect(Object.keys(volumes)).toEqual(['database'])
  })

  test('gives the server the name and the password of the database, which only this machine can reach', () => {
    const { app, database } = composeWith('postgres').services
    const password = database?.environment?.POSTGRES_PASSWORD
    const url = `postgres://postgres:${password}@database:5432/${database?.environment?.POSTGRES_DB}`
    expect(app?.environment).toEqual({ DATABASE_URL: url })
    expect(database).toMatchObject({ ports: ['127.0.0.1:5432:5432'] })
  })

  test('is not there without a database', () => {
    expect(filesWith('memory').has('compose.yaml')).toBe(false)
  })
})

describe.each(packageManagers)('with PostgreSQL and %s', (packageManager) => {
  const files = filesWith('postgres', packageManager)

  test('the Dockerfile brings pg to the image, and nothing for development', () => {
    const dockerfile = files.get('Dockerfile') ?? ''
    expect(validate(dockerfile)).toEqual([])
    const lines = dockerfile
      .split('\n')
      .filter((line) => /^(RUN|FROM|COPY --from).*(prod|omit|slim$|modules)/.test(line))
    expect(lines).toEqual([
      expect.stringMatching(/^RUN .*(--prod\b|--production|--omit=dev)/),
      'FROM node:24-slim',
      'COPY --from=build /app/node_modules ./node_modules',
    ])
  })

  test('the workflow is one that GitHub accepts, with the database that the tests expect', async () => {
    const text = files.get('.github/workflows/ci.yml') ?? ''
    expect(await objectionsTo(text)).toEqual([])
    const { services } = (parse(text) as { jobs: { test: { services: { postgres: object } } } }).jobs.test
    expect(services.postgres).toMatchObject({
      env: { POSTGRES_DB: 'app', POSTGRES_PASSWORD: 'postgres' },
      ports: ['5432:5432'],
    })
  })
})
