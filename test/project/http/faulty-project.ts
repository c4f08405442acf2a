import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { type Changes, makeProject, type Project } from './server.ts'

/** A project whose store and routes fail as they are told to. */
export function makeFaultyProject(features: readonly string[], changes: Changes = {}): Project {
  const answers = answersFor(realPack, ['resource', 'static', ...features], 20)
  const resources = [parseSpecification('todos title:string:unique')]
  return makeProject({ ...answers, resources }, { ...faultyParts, ...changes })
}

/** A minute would be long for a test. */
export function shorterIdleTime(ms: number): Changes {
  return { 'src/http/create-server.ts': (text) => text.replace('const idleMs = 60_000', `const idleMs = ${ms}`) }
}

const faultyParts: Changes = {
  'src/stores.ts': (text) =>
    text
      .replace(/createMemoryStore\(todoFields.*\)/, 'failAsTold($&)')
      .replace(/^/, "import { failAsTold } from './resources/fail-as-told.ts'\n"),
  'src/app.ts': (text) =>
    text
      .replace('  // Routes of your own are added here', '  addFaultRoutes(router)\n$&')
      .replace(/^/, "import { addFaultRoutes } from './routes/faults.ts'\n"),
  'src/resources/fail-as-told.ts': () => failingStore,
  'src/routes/faults.ts': () => faults,
}

/** The title of a new item, or the one an item is looked for by, says what happens. */
const failingStore = `
import type { Draft, Store, Stored } from '../crud/store.ts'

const circular: Record<string, unknown> = { n: 1n }
circular['self'] = circular

const thrown = new Map<string, unknown>([
  ['an error', new Error('the password of the database is hunter2')],
  ['an error with a code', Object.assign(new Error('hunter2'), { code: 'ENOENT', errno: -2 })],
  ['an error with a status', Object.assign(new Error('hunter2'), { status: 200, statusCode: 'ENOENT', headers: { X: 'y' } })],
  ['an error with a cause', new Error('hunter2', { cause: circular })],
  ['an error with line breaks', new Error('hunter2\\n{"level":"info","msg":"forged"}')],
  ['a text', 'hunter2'],
  ['nothing', undefined],
  ['null', null],
  ['a number', 404],
  ['a symbol', Symbol('hunter2')],
  ['a circle', circular],
  ['an object without a prototype', Object.create(null)],
])

export function failAsTold<Item extends Stored & { readonly title: string }>(store: Store<Item>): Store<Item> {
  return {
    ...store,
    list: async (query) => {
      for (const { field, value } of query.filters) if (field === 'title') await obey(String(value))
      return store.list(query)
    },
    // Not async: it throws before there is a promise.
    create: (draft: Draft<Item>) => {
      const title: string = Reflect.get(draft, 'title')
      if (title.startsWith('throw ')) throw thrown.get(title.slice(6))
      return obey(title).then(() => store.create(draft))
    },
  }
}

async function obey(title: string): Promise<void> {
  if (title.startsWith('reject ')) throw thrown.get(title.slice(7))
  if (title === 'hang') await new Promise(() => {})
  if (title === 'slow') await new Promise((resolve) => setTimeout(resolve, 200))
  if (title === 'late') {
    await new Promise((resolve) => setTimeout(resolve, 600))
    setTimeout(() => console.log('the late one is over'), 50)
  }
  if (title === 'timer') {
    setTimeout(() => {
      throw new Error('thrown in a timer')
    }, 10)
    await new Promise(() => {})
  }
  if (title === 'forgotten rejection') {
    void Promise.reject(new Error('nobody waits for this'))
    await new Promise(() => {})
  }
}
`

const faults = `
import type { Router } from '../http/router.ts'
import { sendText } from '../http/send.ts'

const large = 'x'.repeat(6_000_000)

export function addFaultRoutes(router: Router): void {
  router.add('GET', '/faults/twice', (ctx) => {
    sendText(ctx, 200, 'first')
    sendText(ctx, 200, 'second')
  })
  router.add('GET', '/faults/twice-large', (ctx) => {
    sendText(ctx, 200, large)
    sendText(ctx, 200, 'second')
  })
  router.add('GET', '/faults/write-after', ({ res }) => {
    res.end(large)
    res.write('second')
  })
  router.add('GET', '/faults/throw-after', async (ctx) => {
    sendText(ctx, 200, large)
    throw new Error('after the answer')
  })
  router.add('GET', '/faults/never', () => {})
  router.add('GET', '/faults/half', ({ res }) => {
    res.writeHead(200, { 'Content-Length': 100 }).write('half')
    throw new Error('amid the answer')
  })
  router.add('GET', '/faults/half-chunked', ({ res }) => {
    res.write('half')
    throw new Error('amid the answer')
  })
  router.add('GET', '/faults/begun', ({ res }) => {
    res.writeHead(200, { 'Content-Length': 100 }).write('half')
  })
  router.add('GET', '/faults/bad-header', ({ res }) => {
    res.setHeader('X-Name', 'a\\r\\nSet-Cookie: b')
  })
  router.add('GET', '/faults/bad-status', ({ res }) => {
    res.writeHead(99_999)
  })
  router.add('GET', '/faults/headers-left', ({ res }) => {
    res.setHeader('Content-Type', 'text/html')
    res.setHeader('Content-Length', 5)
    res.setHeader('Content-Encoding', 'gzip')
    res.setHeader('ETag', '"a"')
    res.setHeader('Last-Modified', new Date(0).toUTCString())
    res.setHeader('Cache-Control', 'public, max-age=31536000')
    res.setHeader('X-Kept', 'yes')
    throw new Error('before the answer')
  })
  router.add('GET', '/faults/work', ({ res }) => {
    console.log('work has begun')
    res.once('close', () => console.log(res.writableEnded ? 'work was answered' : 'work is cancelled'))
  })
  router.add('GET', '/faults/end-callback', ({ req }) => {
    req.on('end', () => {
      throw new Error('thrown in a callback')
    })
    req.resume()
  })
}
`
