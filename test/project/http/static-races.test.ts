import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, takeAnswer } from './answers.ts'
import { request } from './connection.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer

const names = ['small.txt', 'large.txt', 'coded.js', 'coded.js.br', 'coded.js.gz', 'index.html', 'page/index.html']

// Too large to be kept in memory, so that it is opened for each response.
const lengthOf = (name: string) => (name.startsWith('large') ? 70_000 : 1000)

beforeAll(async () => {
  project = makeStaticProject(['compression'])
  for (const name of names) {
    project.put(`folder/${name}`, 'i'.repeat(lengthOf(name)))
    project.put(`../outside/${name}`, 'o'.repeat(lengthOf(name) + 1))
  }
  for (const name of ['only.txt', 'only/index.html', 'late.js.br']) project.put(`../outside/${name}`, 'o'.repeat(1001))
  project.put('folder/late.js', 'i'.repeat(1000))
  symlinkSync('../outside', project.at('link'))
  server = await project.start()
})

afterAll(() => project.remove())

// Swaps the folder and the link by renaming them, until its input ends; at most 30 s.
const swapper = `
const { renameSync } = require('node:fs')
let isOver = false
process.stdin.on('data', () => {}).on('end', () => { isOver = true })
const end = Date.now() + 30_000
function swap() {
  for (let i = 0; i < 20; i++) {
    for (const [from, to] of [['folder', 'x'], ['link', 'folder'], ['x', 'link']]) renameSync(from, to)
  }
  if (!isOver && Date.now() < end) setImmediate(swap)
}
console.log('swapping')
swap()
`

/** Sends requests one after the other on one connection. */
async function askMany(requests: readonly { readonly method: string; readonly bytes: string }[]): Promise<Answer[]> {
  const socket = connect(server.port, '127.0.0.1')
  const answers: Answer[] = []
  let bytes: Buffer = Buffer.alloc(0)
  socket.write(requests[0]?.bytes ?? '')
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk])
    const taken = takeAnswer(bytes, requests[answers.length]?.method ?? 'GET', false)
    if (!taken) continue
    bytes = taken.rest
    answers.push(taken.answer)
    const next = requests[answers.length]
    if (!next) break
    socket.write(next.bytes)
  }
  return answers
}

const kinds: readonly { readonly name: string; readonly method: string; readonly header?: string }[] = [
  ...['small.txt', 'large.txt', '', 'page', 'only.txt', 'only', 'late.js'].map((name) => ({ name, method: 'GET' })),
  ...['small.txt', 'only.txt'].map((name) => ({ name, method: 'HEAD' })),
  ...['small.txt', 'large.txt'].map((name) => ({ name, method: 'GET', header: 'Range: bytes=1-' })),
  ...['coded.js', 'late.js'].map((name) => ({ name, method: 'GET', header: 'Accept-Encoding: br' })),
  { name: 'coded.js', method: 'GET', header: 'Accept-Encoding: gzip' },
  { name: 'large.txt', method: 'GET', header: 'Accept-Encoding: zstd;q=0' },
]

function isInside({ status, headers, body }: Answer, name: string): boolean {
  if (status === 404) return true
  if (name.startsWith('only') || status >= 400) return false // nothing of that name is in the folder
  const length = headers.get('content-length')
  const range = headers.get('content-range')
  const wanted = String(lengthOf(name))
  const isLengthRight = range ? range.endsWith(`/${wanted}`) : length === null || status === 308 || length === wanted
  return isLengthRight && (status === 308 || /^i*$/.test(body.toString('latin1')))
}

test('serves nothing from outside while a folder and a link are swapped', { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, ['-e', swapper], { cwd: project.at(''), stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const leaks: string[] = []
  const statuses = new Map<number, number>()
  const round = async (seed: number) => {
    const asked = Array.from({ length: 300 }, (_, i) => kinds[(i + seed) % kinds.length] ?? { name: '', method: 'GET' })
    const sent = asked.map((kind) => ({
      method: kind.method,
      bytes: request(`${kind.method} /folder/${kind.name}`, kind.header === undefined ? [] : [kind.header]),
    }))
    const answers = await askMany(sent)
    expect(answers.length).toBe(asked.length)
    for (const [i, answer] of answers.entries()) {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (!isInside(answer, asked[i]?.name ?? '')) leaks.push(`${answer.status} ${sent[i]?.bytes.split('\r\n')[0]}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, seed) => round(seed)))
  child.stdin.end()
  await once(child, 'exit')
  expect(leaks).toEqual([])
  // Otherwise the folder was never, or always, a link.
  expect(statuses.get(200)).toBeGreaterThan(50)
  expect(statuses.get(404)).toBeGreaterThan(50)
})

// Elsewhere, a file that is replaced again during each of three attempts is missing.
test.runIf(process.platform === 'linux')(
  'serves a file that is replaced all the time, and never calls it missing',
  { timeout: 60_000 },
  async () => {
    mkdirSync(project.at('replaced'))
    const requests = Array.from({ length: 200 }, () => ({ method: 'GET', bytes: request('GET /replaced/large.txt') }))
    const replace = () => {
      project.put('replaced/new.txt', 'i'.repeat(70_000))
      renameSync(project.at('replaced/new.txt'), project.at('replaced/large.txt'))
    }
    replace()
    let isOver = false
    const loop = () => {
      if (isOver) return
      replace()
      setImmediate(loop)
    }
    loop()
    const answers = (await Promise.all([askMany(requests), askMany(requests)])).flat()
    isOver = true
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  },
)
