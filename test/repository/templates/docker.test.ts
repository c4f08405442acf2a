import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validate } from 'dockerfile-utils'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Answers, nodeMajors, packageManagers } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'

interface Instruction {
  readonly word: string
  readonly rest: string
}

const alone = answersFor(realPack, ['docker'], 22)
const all = everything(realPack, 22)
const cases = [alone, all].flatMap((answers) =>
  packageManagers.flatMap((packageManager) => nodeMajors.map((node) => ({ ...answers, packageManager, node }))),
)

const rendered = new Map<Answers, Map<string, string>>()

function fileOf(answers: Answers, path: string): string {
  const files = rendered.get(answers) ?? render(realPack, answers)
  rendered.set(answers, files)
  return files.get(path) ?? ''
}

/** The instructions of the Dockerfile, continued lines joined. */
function instructionsOf(answers: Answers): readonly Instruction[] {
  const lines = fileOf(answers, 'Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [word = ''] = line.split(' ')
      return { word, rest: line.slice(word.length + 1) }
    })
}

/** What each instruction of one kind says. */
const said = (answers: Answers, word: string) =>
  instructionsOf(answers).flatMap((instruction) => (instruction.word === word ? [instruction.rest] : []))

/** What is copied out of the project's folder. */
const copied = (answers: Answers) =>
  said(answers, 'COPY').flatMap((rest) => (rest.startsWith('--from=') ? [] : rest.split(' ').slice(0, -1)))

describe.each(cases)('the Dockerfile for $packageManager and Node $node of $features.length features', (answers) => {
  test('has nothing that a validator objects to', () => {
    expect(validate(fileOf(answers, 'Dockerfile'))).toEqual([])
  })

  test('builds and runs on the chosen Node', () => {
    expect(said(answers, 'FROM')).toEqual([`node:${answers.node}-slim AS build`, `node:${answers.node}-slim`])
  })

  test('runs as a user who is not root, by a number', () => {
    const last = instructionsOf(answers).findLastIndex(({ word }) => word === 'FROM')
    expect(
      instructionsOf(answers)
        .slice(last)
        .filter(({ word }) => word === 'USER'),
    ).toEqual([{ word: 'USER', rest: '1000' }])
  })

  test('starts Node itself', () => {
    expect(said(answers, 'CMD')).toEqual(['["node", "dist/server.js"]'])
    expect(said(answers, 'ENV')).toEqual(['NODE_ENV=production'])
  })

  test('installs with a cache, and what it fetches by name in one version', () => {
    const installs = said(answers, 'RUN').filter((rest) => rest.includes('install'))
    expect(installs).not.toEqual([])
    for (const install of installs) expect(install).toMatch(/^--mount=type=cache,target=\/\S+ /)
    for (const global of installs.filter((rest) => rest.includes('--global')))
      expect(global).toMatch(/ [a-z]+@\d[\d.]*$/)
  })

  test('copies several files to a folder only, and nothing wholesale', () => {
    for (const rest of said(answers, 'COPY')) {
      const parts = rest.replace(/^--from=\S+ /, '').split(' ')
      if (parts.length > 2) expect(parts.at(-1)).toMatch(/\/$/)
      expect(parts).not.toContain('.')
    }
  })

  test('installs what the lock file lists, and can be built without one', () => {
    const [lockFile = ''] = copied(answers).filter((name) => name.endsWith('*'))
    const condition = `if [ -f ${lockFile.slice(0, -1)} ]; then `
    const [install = ''] = said(answers, 'RUN').filter((command) => command.includes(condition))
    expect(install).toMatch(/then \w+ (?:ci|install --frozen-lockfile); else \w+ install( --no-frozen-lockfile)?; fi$/)
  })

  test('finds what it copies, and nothing else', () => {
    const lines = fileOf(answers, '.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines[0]).toBe('*')
    const wanted = new Set(copied(answers).map((name) => `!${name.replace('*', '')}`))
    expect(lines.slice(1).sort()).toEqual([...wanted].sort())
  })
})

test('the folder of static files goes along where there is one', () => {
  expect(copied(answersFor(realPack, ['docker', 'static'], 22))).toContain('public')
  expect(copied(alone)).not.toContain('public')
})

describe('the health check', () => {
  test.each([
    { what: 'health checks', features: ['docker', 'health'], path: '/health', status: 200, code: 0 },
    { what: 'health checks', features: ['docker', 'health'], path: '/health', status: 404, code: 1 },
    { what: 'health checks', features: ['docker', 'health'], path: '/health', status: 503, code: 1 },
    { what: 'no health checks', features: ['docker'], path: '/', status: 200, code: 0 },
    { what: 'no health checks', features: ['docker'], path: '/', status: 404, code: 0 },
    { what: 'no health checks', features: ['docker'], path: '/', status: 500, code: 1 },
  ])('of a server with $what takes $status at $path for $code', async ({ features, path, status, code }) => {
    const asked: (string | undefined)[] = []
    const server = createServer((req, res) => {
      asked.push(req.url)
      res.writeHead(status).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    expect(await runHealthCheck(features, (server.address() as AddressInfo).port)).toBe(code)
    expect(asked).toEqual([path])
  })

  test('fails where nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    expect(await runHealthCheck(['docker'], port)).toBe(1)
  })
})

/** Runs the command of HEALTHCHECK as Docker does, and resolves to its exit code. */
async function runHealthCheck(features: readonly string[], port: number): Promise<number> {
  const [check = ''] = said(answersFor(realPack, features, 22), 'HEALTHCHECK')
  const [, ...args] = JSON.parse(check.slice(check.indexOf('['))) as string[]
  const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  return code as number
}
