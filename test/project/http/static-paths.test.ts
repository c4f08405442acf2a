import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer

beforeAll(async () => {
  project = makeStaticProject()
  server = await project.start()
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const served = (id: string, targets: Readonly<Record<string, RegExp>>): Row[] =>
  Object.entries(targets).map(([target, body]) => ({
    id,
    what: `${target} is served`,
    send: get(target),
    status: 200,
    body,
    connection: 'open',
  }))
const missing = (id: string, targets: readonly string[], status = 404): Row[] =>
  targets.map((target) => ({ id, what: target, send: get(target), status, connection: 'open' }))
const moved = (id: string, targets: Readonly<Record<string, string>>): Row[] =>
  Object.entries(targets).map(([target, location]) => ({
    id,
    what: `${target} is at ${location}`,
    send: get(target),
    status: 308,
    headers: { location: new RegExp(`^${location.replace(/[?+*.]/g, '\\$&')}$`) },
    connection: 'open',
  }))

const rows: Row[] = [
  ...missing('G4', ['/missing.txt', '/missing/', '/sub/missing.html']),
  ...moved('G5', {
    '/sub': '/sub/',
    '/sub?q=1': '/sub/?q=1',
    '/sub?q=1?b=//evil.example': '/sub/?q=1?b=//evil.example',
    '/sub?%0d%0aSet-Cookie:x': '/sub/?%0d%0aSet-Cookie:x',
    '/%73ub': '/sub/',
    '/%C3%BCn%C3%AF%20dir?x': '/%C3%BCn%C3%AF%20dir/?x',
    '/inside': '/inside/',
    'http://evil.example/sub': '/sub/',
  }),
  ...missing('G6', [
    '//sub',
    '///sub',
    '/\\sub',
    '/\\\\sub',
    '//evil.example/%2e%2e',
    '//evil.example/sub',
    '/%2fsub',
    '/%5csub',
    '/%2f%2fevil.example/sub',
    '/./sub',
  ]),
  ...served('G7', { '/': /<html/, '/sub/': /sub/, '/inside/': /sub/, '/%C3%BCn%C3%AF%20dir/': /ünï/ }),
  ...missing('G7', ['/noindex', '/noindex/', '/strange', '/strange/', '/api/', '/.well-known/', '/.well-known']),
  ...missing('G8', ['/name.txt/', '/sub/index.html/', '/sub//', '/sub//index.html', '/name.txt/index.html']),
  ...missing('G9', [
    '/../outside.txt',
    '/sub/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/.%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/..%5coutside.txt',
    '/..\\outside.txt',
    '/sub\\..\\..\\outside.txt',
    '/%252e%252e/outside.txt',
    '/..%252foutside.txt',
    '/....//outside.txt',
    '/.../outside.txt',
    '/sub/..;/outside.txt',
    '/..;/outside.txt',
    '/..//outside.txt',
    '/sub/%2e%2e/%2e%2e/outside.txt',
    '/../../../../../../../../etc/hostname',
    '/%2fetc%2fhostname',
    '//etc/hostname',
    '/file:///etc/hostname',
    '/C:/outside.txt',
    '/c:outside.txt',
    '/C:%5coutside.txt',
    '/name.txt::$DATA',
    '/name.txt:stream',
    'http://localhost/../outside.txt',
    'http://localhost/%2e%2e/outside.txt',
  ]),
  ...missing('G10', [
    '/..%2fpublic-secret/s.txt',
    '/../public-secret/s.txt',
    '/%2e%2e/public-secret/s.txt',
    '/../public/name.txt',
    '/-secret/s.txt',
  ]),
  ...missing('G11', ['/sub%2findex.html', '/sub%2Findex.html', '/sub%5cindex.html', '/sub/%2e/index.html']),
  ...missing('G12', ['/sub/../name.txt', '/x/%2e%2e/name.txt', '/./name.txt', '/sub/./page.html', '/sub/.', '/sub/..']),
  ...missing('G13', ['/name.txt%00.html', '/%00', '/%00/name.txt', '/sub/%00', '/name.txt%0a', '/%7f'], 400),
  ...missing('G14', ['/%', '/%zz', '/%c0%af', '/%c0%ae%c0%ae/outside.txt', '/100%.txt', '/%ff', '/%ed%a0%80'], 400),
  ...served('G14', { '/100%25.txt': /percent/ }),
  ...missing('G15', [
    '/.env',
    '/%2eenv',
    '/%2Eenv',
    '/.git/config',
    '/%2egit/config',
    '/.git',
    '/.git/',
    '/sub/.hidden',
    '/sub/%2ehidden',
    '/sub/.well-known/x',
    '/.well-known/.hidden',
    '/.well-known/../.env',
  ]),
  ...served('G15', { '/.well-known/security.txt': /Contact/, '/%2ewell-known/security.txt': /Contact/ }),
  ...served('G16', { '/inside.txt': /a name/, '/inside/page.html': /page/ }),
  ...missing('G16', [
    '/outside.txt',
    '/outside/s.txt',
    '/outside',
    '/outside/',
    '/absolute.txt',
    '/null.txt',
    '/env.txt',
    '/git/config',
    '/back/outside.txt',
    '/loop',
    '/loop/x',
    '/dangling',
  ]),
  ...missing('G19', [`/${'a'.repeat(300)}`, `/${'a/'.repeat(3000)}`, `/${'%C3%BC'.repeat(200)}`, '/name.txt/x']),
  ...served('G21', {
    '/sp%20ace.txt': /space/,
    '/%C3%BCn%C3%AF.txt': /ünï/,
    '/do..ts.txt': /dots/,
    '/a&b=c.txt': /signs/,
    '/a%26b%3dc.txt': /signs/,
    '/n%61me.txt': /a name/,
    '/constructor': /a name of objects/,
    '/name.txt?': /a name/,
    '/name.txt?x=/../%zz': /a name/,
    'http://localhost/name.txt': /a name/,
  }),
  ...missing('G21', ['/sp+ace.txt', '/NAME.TXT', '/name.txt%20', '/name.txt.', '/__proto__', '/u%CC%88n%C3%AF.txt']),
  ...served('G30', { '/api/todos': /"data":\[\]/, '/items': /named as a route/, '/api/other.txt': /beside/ }),
]

describe('the path of a file', () => {
  test.each(rows)('$id: $what', async (row) => {
    await play(
      {
        ...row,
        check(answer) {
          // What is refused says nothing of what is there.
          expect(answer.body.toString('latin1')).not.toMatch(/SECRET|ENO|EAC|ELOOP|EISDIR|EINVAL/)
          expect(answer.body.toString('latin1')).not.toContain(project.directory)
          if (answer.status !== 308) expect(answer.headers.get('location')).toBeUndefined()
        },
      },
      server.port,
    )
  })

  test('G9 G15: what is not there and what is not to be seen look the same', async () => {
    const bodies = new Set<string>()
    for (const target of ['/missing', '/.env', '/../outside.txt', '/outside.txt', '/fifo', '/noindex']) {
      const body = JSON.parse((await ask(server.port, get(target))).body.toString()) as { instance: string }
      bodies.add(JSON.stringify({ ...body, instance: body.instance.replace(target, '') }))
    }
    expect(bodies.size).toBe(1)
  })

  test('G17: FIFOs and sockets are not there, however often they are asked for', async () => {
    const socket = createServer().listen(project.at('socket'))
    const targets = ['/socket', ...Array.from({ length: 16 }, () => '/fifo')]
    const answers = await Promise.all(targets.map((target) => ask(server.port, get(target))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect((await ask(server.port, get('/name.txt'))).status).toBe(200)
    socket.close()
  })
})
