/** Makes malformed requests, without end. The same seed makes the same ones. */
export interface Noise {
  /** One to five of them, to be sent at once, and how many they are. */
  next(): { readonly bytes: Buffer; readonly requests: number }
  /** A number from 0 up to and without `limit`. */
  below(limit: number): number
}

export function createNoise(seed: number): Noise {
  const below = createRandom(seed)
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item
  const times = <Item>(most: number, make: () => Item) => Array.from({ length: 1 + below(most) }, make)

  const bytes = (most: number) => String.fromCharCode(...times(most, () => below(256)))
  const token = () => (below(40) === 0 ? pick(largeTokens)() : pick(tokens))
  const header = () => `${below(4) === 0 ? bytes(12) : pick(names)}${pick([': ', ':', ' : ', ''])}${value()}\r\n`
  const value = () => pick([token, () => pick(values), () => bytes(30), () => String(below(2 ** 31))])()
  const target = () => `/${times(8, () => pick([...pathParts, token(), bytes(4)])).join(pick(['/', '/', '']))}`
  const chunk = () => {
    const size = below(64)
    const said = pick([size.toString(16), size.toString(16), token(), `${size.toString(16)};${bytes(20)}`])
    return `${said}${pick(['\r\n', '\r\n', '\n'])}${bytes(64).slice(0, size)}${pick(['\r\n', '\r\n', ''])}`
  }
  const json = (depth = 0): string => {
    if (depth > 4 || below(3) === 0) return pick(['1e999', '-0', 'null', `"${token()}"`, 'true', '"\\ud800"', bytes(5)])
    if (below(4) === 0) return `[${times(4, () => json(depth + 1)).join(',')}]`
    const key = () => pick(['title', 'done', 'id', '__proto__', 'constructor', 'toString', token()])
    return `{${times(4, () => `"${key()}":${json(depth + 1)}`).join(',')}}`
  }

  const mutations: readonly ((text: string) => string)[] = [
    (text) => {
      const octets = Buffer.from(text, 'latin1')
      for (const _ of times(8, () => 0)) octets[below(octets.length)] = below(256)
      return octets.toString('latin1')
    },
    (text) => text.slice(0, below(text.length + 1)),
    (text) => insert(text, below(text.length + 1), token()),
    (text) => insert(text, below(text.length + 1), bytes(16)),
    (text) => {
      const start = below(text.length + 1)
      return insert(text, below(text.length + 1), text.slice(start, start + below(80)))
    },
    (text) => {
      const start = below(text.length + 1)
      return text.slice(0, start) + text.slice(start + below(20))
    },
    (text) => insert(text, text.indexOf('\r\n') + 2, times(30, header).join('')),
    (text) => text.replace(/: [^\r]*/, () => `: ${value()}`),
    (text) => text.replace(/ \S*/, () => ` ${target()}`),
    (text) => text.replace(/^\S*/, () => pick([...methods, token()])),
    (text) => text.replace(/\r\n/g, () => pick(['\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n ', '\r\n\r\n'])),
    (text) => `${text.split('\r\n\r\n')[0]}\r\nTransfer-Encoding: chunked\r\n\r\n${times(6, chunk).join('')}0\r\n\r\n`,
    () => withBody(`${pick(['POST', 'PUT', 'PATCH'])} /api/todos${pick(['', '/1'])}`, pick(bodyTypes), json()),
    () => bytes(1500),
  ]

  const mutant = () => times(2, () => pick(mutations)).reduce((text, mutate) => mutate(text), pick(valid))
  return {
    below,
    next() {
      const mutants = times(below(4) === 0 ? 5 : 1, mutant)
      return { bytes: Buffer.from(mutants.join(''), 'latin1'), requests: mutants.length }
    },
  }
}

/** Mulberry32: small, fast, and the same everywhere. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at)
}

function withBody(line: string, type: string, body: string): string {
  return `${line} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

const bodyTypes = [
  'application/json',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'text/plain',
]

const get = (target: string, ...lines: string[]) =>
  ['GET', target, 'HTTP/1.1\r\nHost: localhost'].join(' ').concat(...lines.map((line) => `\r\n${line}`), '\r\n\r\n')

const valid: readonly string[] = [
  get('/'),
  get('/style.css', 'Range: bytes=0-10', 'If-Range: "a"'),
  get('/style.css', 'Accept-Encoding: br;q=0.5, gzip', 'If-None-Match: "a", W/"b"'),
  get('/nope', 'Accept: text/html,*/*;q=0.1', 'Connection: close'),
  get('/api/todos?page=1&limit=20&sort=-title&title=a'),
  get('/api/todos/1', 'If-Modified-Since: Mon, 06 May 2024 07:08:09 GMT'),
  get('http://localhost:80/api/todos', 'X-Request-Id: abc-1', 'User-Agent: noise'),
  get('/docs', 'Upgrade: websocket', 'Connection: Upgrade'),
  get('/openapi.json', 'Authorization: Bearer secret', 'Cookie: a=b'),
  get('/health', 'X-Forwarded-For: 1.2.3.4, 5.6.7.8', 'X-Forwarded-Proto: https'),
  get('/ready', 'Forwarded: for=1.2.3.4').replace('GET', 'HEAD'),
  get('*').replace('GET', 'OPTIONS'),
  get('/api/todos', 'Origin: https://a.example', 'Access-Control-Request-Method: PUT').replace('GET', 'OPTIONS'),
  get('/api/todos/1', 'If-Match: *').replace('GET', 'DELETE'),
  get('/', 'Expect: 100-continue', 'Content-Length: 5'),
  withBody('POST /api/todos', 'application/json; charset=utf-8', '{"title":"a","done":true}'),
  withBody('POST /api/todos', 'application/x-www-form-urlencoded', 'title=a+b&done=%74rue'),
  withBody('PUT /api/todos/1', 'application/json', '{"title":"b"}'),
  withBody('PATCH /api/todos/1', 'application/merge-patch+json', '{"done":null}'),
  'POST /api/todos HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n' +
    '5;a=b\r\n{"tit\r\n9\r\nle":"abc"\r\n1\r\n}\r\n0\r\nX-Trailer: a\r\n\r\n',
  'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'M-SEARCH']

const pathParts = ['api', 'todos', '1', 'docs', 'health', '..', '.', '%2e%2e', '%2f', '%5c', '.env', 'style.css', '']

const names = [
  'Host',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Upgrade',
  'Content-Type',
  'Content-Encoding',
  'Range',
  'If-Range',
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'If-Unmodified-Since',
  'Accept',
  'Accept-Encoding',
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Sec-Fetch-Site',
  'X-Forwarded-For',
  'X-Forwarded-Proto',
  'X-Request-Id',
  'User-Agent',
  'Keep-Alive',
  'TE',
  'Trailer',
  '__proto__',
]

const values = [
  'chunked',
  'gzip, chunked',
  'close',
  'keep-alive',
  'upgrade',
  '100-continue',
  'bytes=0-0,-1,5-',
  'bytes=9-1',
  'W/"a"',
  '*',
  'text/html;q=0.9,*/*;q=x',
  'application/json;charset=utf-8',
  'null',
  'https://a.example',
  '::1, 127.0.0.1',
  '[::ffff:1.2.3.4]:99999',
  'Fri, 31 Feb 2100 99:99:99 GMT',
  'cross-site',
]

const tokens = [
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\0',
  '\x7f',
  '\xff\xfe',
  '%',
  '%00',
  '%0d%0aX:y',
  '%c0%af',
  '%ud800',
  '../',
  '..%2f',
  '\\',
  '//',
  '?',
  '#',
  ';',
  ':',
  ',',
  '"',
  '=',
  '&',
  '-1',
  '0x10',
  '18446744073709551616',
  '1e309',
  'NaN',
  'Content-Length: 5\r\n',
  'Content-Length: 4294967296\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Host: b\r\n',
  '0\r\n\r\n',
  'ffffffffffffffff',
  ' HTTP/1.1\r\n',
  ' HTTP/2.0\r\n',
  '{"__proto__":{"a":1}}',
  '<script>',
  "' or 1=1 --",
  '\u001b[31m',
]

const largeTokens: readonly (() => string)[] = [
  () => 'a'.repeat(20_000),
  () => '%41'.repeat(3000),
  () => '['.repeat(5000),
  () => 'x: y\r\n'.repeat(2500),
  () => '../'.repeat(2000),
  () => 'a=b&'.repeat(4000),
  () => '1;'.repeat(9000),
]
