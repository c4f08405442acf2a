import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { joinPacks } from '../../../src/pack/join-packs.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

const pack = joinPacks(realPack, ['test/support/timing-pack'], '.')
const ours = choosable(realPack).map(({ id }) => id)

/** Node refuses the header of /broken, and the 500 after that has a second head. */
const broken = {
  'src/app.ts': (text: string) =>
    text.replace(
      '  // Routes of your own are added here',
      "  router.add('GET', '/broken', ({ res }) => void res.writeHead(200, { 'X-A': '\\u0001' }).end())\n$&",
    ),
}

describe.each([
  ['alone', ['timing']],
  ['with all of ours', ['timing', ...ours]],
])('a feature of a pack, %s, sets a header as the head is written', (_, features) => {
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    project = makeProject(answersFor(pack, features, 20), broken, pack)
    server = await project.start({ HEADERS_TIMEOUT_MS: '300', RATE_LIMIT_MAX: '1000' })
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  test.each([
    ['a response', request('GET /'), /^[23]/],
    ['HEAD', request('HEAD /'), /^[23]/],
    ['OPTIONS', request('OPTIONS *'), /^204/],
    ['an error', request('GET /no/such/page'), /^404/],
    ['a malformed target', request('GET /%zz'), /^400/],
    ['a response whose first head was refused', request('GET /broken'), /^500/],
    ['noise', 'noise\r\n\r\n', /^400/],
    ['half a request', 'GET / HTT', /^408/],
    ['too many headers', request('GET /', [`X: ${'x'.repeat(17_000)}`]), /^431/],
    ['CONNECT', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', /^501/],
  ])('of %s, once', async (_what, bytes, status) => {
    const { status: sent, headers } = await ask(server.port, bytes)
    expect(String(sent)).toMatch(status)
    expect(headers.get('server-timing')).toMatch(/^app;dur=\d+\.\d$/)
  })

  test('and what was refused is logged all the same', async () => {
    await ask(server.port, 'noise\r\n\r\n')
    expect(await server.line(/request refused/)).toContain('400')
  })
})
