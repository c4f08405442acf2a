import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { makeProject, type Project } from './server.ts'

// A route as an owner would add it: it stays open, and logs when its client leaves.
const route = `
  router.add(
    'GET',
    '/events',
    ({ res }) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': begun\\n\\n')
      res.once('close', () => console.log('the stream is over'))
    },
    { longLived: true },
  )`

let project: Project

beforeAll(() => {
  const answers = answersFor(realPack, ['router', 'graceful-shutdown', 'metrics', 'logging'], 20)
  project = makeProject(answers, {
    'src/app.ts': (text) => text.replace('  // Routes of your own are added here', `${route}\n$&`),
  })
})

afterAll(() => project.remove())

/** Opens a stream and resolves once its first bytes are there. */
async function openStream(port: number): Promise<{ readonly ended: Promise<string>; leave(): void }> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(request('GET /events'))
  let text = ''
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('begun')) resolve()
    })
  })
  return { ended, leave: () => socket.destroy() }
}

test('SIGTERM ends open streams at once, and the process with status 0', async () => {
  const server = await project.start({ SHUTDOWN_TIMEOUT_MS: '600000' })
  const streams = await Promise.all([1, 2, 3].map(() => openStream(server.port)))
  expect(await server.stop('SIGTERM')).toBe(0)
  for (const { ended } of streams) expect(await ended).toMatch(/begun.*0\r\n\r\n$/s)
})

test('a stream counts as a request, and not in the histogram of durations', async () => {
  const server = await project.start()
  const { leave } = await openStream(server.port)
  leave()
  await server.line(/the stream is over/)
  await server.line(/"url":"\/events"/)
  const metrics = (await ask(server.port, request('GET /metrics'))).body.toString()
  expect(metrics).toMatch(/http_requests_total\{method="GET",route="\/events",status="200"\} 1/)
  expect(metrics).not.toMatch(/http_request_duration_seconds_count\{method="GET",route="\/events"\} [1-9]/)
  await server.stop()
})

test('HEAD of a stream gets a response, and does not open one', async () => {
  const server = await project.start()
  expect((await ask(server.port, request('HEAD /events'))).status).toBe(200)
  expect(server.lines.filter((line) => line.includes('the stream is over'))).toEqual([])
  await server.stop()
})
