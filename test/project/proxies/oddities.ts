/** A request before anything odd is done to it. */
export interface Plain {
  readonly method: string
  readonly target: string
  /** Header lines, Host first; none about the body. */
  readonly headers: readonly string[]
  readonly body: string
}

/** One way to frame or write a request that two readers may read in two ways. Strings are bytes, as Latin-1. */
export type Oddity = (request: Plain) => string

const crlf = '\r\n'

/** Framing by header lines of its own: `{n}` is the length of the body, `{n+1}` that and one more, and so on. */
function lines(headers: readonly string[], bodyOf: (body: string) => string = (body) => body): Oddity {
  return (request) => {
    const counted = headers.map((line) =>
      line
        .replaceAll('{hex}', request.body.length.toString(16))
        .replaceAll(/\{n([+-]\d+)?\}/g, (_, more = '0') => String(Math.max(0, request.body.length + Number(more)))),
    )
    return write(request, counted, bodyOf(request.body))
  }
}

function write({ method, target, headers }: Plain, more: readonly string[], body: string): string {
  return [`${method} ${target} HTTP/1.1`, ...headers, ...more, '', body].join(crlf)
}

/** Chunked, with a line for the size of its own; `last` ends it. */
function chunks(size: (bytes: number) => string, last = `0${crlf}${crlf}`, headers: readonly string[] = []): Oddity {
  return lines([te, ...headers], (body) => chunk(body, size) + last)
}

function chunk(body: string, size: (bytes: number) => string = hex): string {
  return body === '' ? '' : `${size(body.length)}${crlf}${body}${crlf}`
}

const hex = (bytes: number) => bytes.toString(16)
const te = 'Transfer-Encoding: chunked'
const cl = 'Content-Length: {n}'
const inChunks = (body: string) => `${chunk(body)}0${crlf}${crlf}`
const inBytes = (body: string) => `${[...body].map((byte) => chunk(byte)).join('')}0${crlf}${crlf}`

const sized = lines([cl])
const chunked = lines([te], inChunks)
/** Changes the text of a request with a sized body. */
const changed =
  (change: (text: string) => string): Oddity =>
  (request) =>
    change(sized(request))
const head = (change: (head: string) => string) =>
  changed((text) => {
    const end = text.indexOf(crlf + crlf) + 4
    return change(text.slice(0, end)) + text.slice(end)
  })
const version = (name: string, headers: readonly string[] = [], bodyOf?: (body: string) => string): Oddity => {
  const framed = lines(headers, bodyOf)
  return (request) => framed(request).replace(' HTTP/1.1\r', () => ` ${name}\r`)
}
const target = (change: (target: string) => string): Oddity => {
  return (request) => sized({ ...request, target: change(request.target) })
}
const withLine = (...headers: readonly string[]) => lines([...headers, cl])
const encoded = (...headers: readonly string[]) => lines(headers, inChunks)
const trailers = (...fields: readonly string[]) => chunks(hex, ['0', ...fields, '', ''].join(crlf))

/** By id. RFC 9112 says what is valid: sections 2.2 (line ends), 3 (targets), 5 (fields), 6 and 7 (bodies). */
export const oddities: Readonly<Record<string, Oddity>> = {
  sized,
  chunked,
  'chunked a byte': lines([te], inBytes),
  'cl+te': encoded(cl, te),
  'te+cl': encoded(te, cl),
  'cl 0+te': encoded('Content-Length: 0', te),
  'cl short+te': encoded('Content-Length: 4', te),
  'te+cl, body sized': lines([te, cl]),
  'te identity': lines(['Transfer-Encoding: identity', cl]),
  'te chunked, identity': encoded('Transfer-Encoding: chunked, identity'),
  'te identity, chunked': encoded('Transfer-Encoding: identity, chunked'),
  'te gzip, chunked': encoded('Transfer-Encoding: gzip, chunked'),
  'te chunked, chunked': encoded('Transfer-Encoding: chunked, chunked'),
  'te xchunked': lines(['Transfer-Encoding: xchunked', cl], inChunks),
  'te chunkedx': lines(['Transfer-Encoding: chunkedx', cl], inChunks),
  'te upper case': encoded('TRANSFER-ENCODING: CHUNKED'),
  'te quoted': lines(['Transfer-Encoding: "chunked"', cl], inChunks),
  'te parameter': lines(['Transfer-Encoding: chunked;q=1', cl], inChunks),
  'te comma before': encoded('Transfer-Encoding: ,chunked'),
  'te comma after': encoded('Transfer-Encoding: chunked,'),
  'te empty': lines(['Transfer-Encoding:', cl]),
  'te space before colon': lines(['Transfer-Encoding : chunked', cl], inChunks),
  'te tab before colon': lines(['Transfer-Encoding\t: chunked', cl], inChunks),
  'te tab before value': encoded('Transfer-Encoding:\tchunked'),
  'te no space': encoded('Transfer-Encoding:chunked'),
  'te tab after value': encoded('Transfer-Encoding: chunked\t'),
  'te vertical tab': lines(['Transfer-Encoding: \vchunked', cl], inChunks),
  'te folded': lines([`Transfer-Encoding:${crlf} chunked`, cl], inChunks),
  'te folded into another': lines([`X-Fold: a${crlf} Transfer-Encoding: chunked`, cl]),
  'te behind a space': lines([' Transfer-Encoding: chunked', cl]),
  'te twice': encoded(te, te),
  'te chunked+identity lines': encoded(te, 'Transfer-Encoding: identity'),
  'te identity+chunked lines': encoded('Transfer-Encoding: identity', te),
  'te underscore': lines(['Transfer_Encoding: chunked', cl]),
  'te nul': lines(['Transfer-Encoding: chunked\0', cl], inChunks),
  'te behind a bare lf': lines([`X-A: b\nTransfer-Encoding: chunked`, cl]),
  'te behind a bare cr': lines([`X-A: b\rTransfer-Encoding: chunked`, cl]),
  'cl plus': lines(['Content-Length: +{n}']),
  'cl minus': lines(['Content-Length: -{n}']),
  'cl list': lines(['Content-Length: {n}, {n}']),
  'cl list of two': lines(['Content-Length: {n}, {n+1}']),
  'cl twice': lines([cl, cl]),
  'cl two values': lines([cl, 'Content-Length: {n-5}']),
  'cl 0 and another': lines(['Content-Length: 0', cl]),
  'cl leading zeros': lines(['Content-Length: 000{n}']),
  'cl hex': lines(['Content-Length: 0x{hex}']),
  'cl space after': lines(['Content-Length: {n} ']),
  'cl tab around': lines(['Content-Length:\t{n}\t']),
  'cl fraction': lines(['Content-Length: {n}.0']),
  'cl parameter': lines(['Content-Length: {n};a']),
  'cl inner space': lines(['Content-Length: 1 {n}']),
  'cl overlong': lines(['Content-Length: 18446744073709551616{n}']),
  'cl empty': lines(['Content-Length:']),
  'cl underscore': lines(['Content_Length: 5', cl]),
  'cl space before colon': lines(['Content-Length : {n}']),
  'cl folded': lines([`Content-Length:${crlf} {n}`]),
  'cl missing': lines([]),
  'cl short': lines(['Content-Length: {n-7}']),
  'lf lines': head((text) => text.replaceAll(crlf, '\n')),
  'lf after the request line': head((text) => text.replace(crlf, '\n')),
  'lf at the end of the head': head((text) => `${text.slice(0, -4)}\r\n\n`),
  'lf lf at the end of the head': head((text) => `${text.slice(0, -4)}\n\n`),
  'cr lines': head((text) => text.replaceAll(crlf, '\r')),
  'cr cr lf': head((text) => text.replace(crlf, '\r\r\n')),
  'cr in a value': withLine('X-A: a\rb'),
  'chunk extension': chunks((bytes) => `${hex(bytes)};a=b`),
  'chunk extension quoted': chunks((bytes) => `${hex(bytes)};a="b;c"`),
  'chunk extension with lf': chunks((bytes) => `${hex(bytes)};a\nb`),
  'chunk extension with cr': chunks((bytes) => `${hex(bytes)};a\rb`),
  'chunk extension long': chunks((bytes) => `${hex(bytes)};${'a'.repeat(3000)}`),
  'chunk extension empty': chunks((bytes) => `${hex(bytes)};`),
  'chunk extension at the last': chunks(hex, `0;a=b${crlf}${crlf}`),
  'chunk size space after': chunks((bytes) => `${hex(bytes)} `),
  'chunk size tab after': chunks((bytes) => `${hex(bytes)}\t`),
  'chunk size space before': chunks((bytes) => ` ${hex(bytes)}`),
  'chunk size 0x': chunks((bytes) => `0x${hex(bytes)}`),
  'chunk size plus': chunks((bytes) => `+${hex(bytes)}`),
  'chunk size minus': chunks((bytes) => `-${hex(bytes)}`),
  'chunk size leading zeros': chunks((bytes) => hex(bytes).padStart(12, '0')),
  'chunk size overlong': chunks((bytes) => `1${hex(bytes).padStart(16, '0')}`),
  'chunk size upper case': chunks((bytes) => hex(bytes).toUpperCase()),
  'chunk size empty': chunks(() => ''),
  'chunk size with g': chunks((bytes) => `${hex(bytes)}g`),
  'chunk size lf': lines([te], (body) => `${hex(body.length)}\n${body}${crlf}0${crlf}${crlf}`),
  'chunk size cr': lines([te], (body) => `${hex(body.length)}\r${body}${crlf}0${crlf}${crlf}`),
  'chunk data lf': lines([te], (body) => `${hex(body.length)}${crlf}${body}\n0${crlf}${crlf}`),
  'chunk data no end': lines([te], (body) => `${hex(body.length)}${crlf}${body}0${crlf}${crlf}`),
  'chunk data longer': lines([te], (body) => `${hex(body.length)}${crlf}${body}XX${crlf}0${crlf}${crlf}`),
  'chunk last zeros': chunks(hex, `00000${crlf}${crlf}`),
  'chunk last lf': chunks(hex, '0\n\n'),
  'chunk last without end': chunks(hex, `0${crlf}`),
  'chunk last missing': chunks(hex, ''),
  trailer: trailers('X-Trailer: a'),
  'trailer cl': trailers('Content-Length: 7'),
  'trailer te': trailers('Transfer-Encoding: chunked'),
  'trailer host': trailers('Host: other'),
  'trailer announced': chunks(hex, `0${crlf}X-Trailer: a${crlf}${crlf}`, ['Trailer: X-Trailer']),
  'trailer lf': chunks(hex, `0${crlf}X-Trailer: a\n\n`),
  'trailer folded': trailers('X-Trailer: a', ' b'),
  'trailer without colon': trailers('trailer'),
  'trailer many': trailers(...Array.from({ length: 60 }, (_, index) => `X-Trailer-${index}: a`)),
  'expect continue': withLine('Expect: 100-continue'),
  'expect continue chunked': encoded('Expect: 100-continue', te),
  'expect upper case': withLine('Expect: 100-CONTINUE'),
  'expect unknown': withLine('Expect: something'),
  'expect twice': withLine('Expect: 100-continue', 'Expect: 100-continue'),
  'upgrade websocket': withLine('Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'),
  'upgrade websocket chunked': encoded('Connection: Upgrade', 'Upgrade: websocket', te),
  'upgrade h2c': withLine('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'),
  'upgrade without connection': withLine('Upgrade: websocket'),
  'absolute form': target((path) => `http://localhost${path}`),
  'absolute form of another host': target((path) => `http://other.example${path}`),
  'absolute form of another scheme': target((path) => `ftp://localhost${path}`),
  'target of two slashes': target((path) => `/${path}`),
  'target with a space': target((path) => `${path} x`),
  'target with a fragment': target((path) => `${path}#x`),
  'target with an escaped line': target((path) => `${path}%0d%0aX-A:%20b`),
  'target of other bytes': target((path) => `${path}\xe4\xff`),
  'target with a backslash': target((path) => path.replace('/', '\\')),
  'target with a dot segment': target((path) => `/x/..${path}`),
  'target without a slash': target((path) => path.slice(1)),
  'two spaces': head((text) => text.replace(' ', '  ')),
  'tab for a space': head((text) => text.replace(' ', '\t')),
  'space after the version': head((text) => text.replace('HTTP/1.1', 'HTTP/1.1 ')),
  'empty lines before': changed((text) => `${crlf}${crlf}${text}`),
  'lf before': changed((text) => `\n${text}`),
  'space before': changed((text) => ` ${text}`),
  'lower case version': version('http/1.1', [cl]),
  'version 1.0': version('HTTP/1.0', [cl]),
  'version 1.0 keep-alive': version('HTTP/1.0', ['Connection: keep-alive', cl]),
  'version 1.0 chunked': version('HTTP/1.0', ['Connection: keep-alive', te], inChunks),
  'version 1.2': version('HTTP/1.2', [cl]),
  'version 2.0': version('HTTP/2.0', [cl]),
  'version 0.9': version('HTTP/0.9', [cl]),
  'version 01.1': version('HTTP/01.1', [cl]),
  'connection cl': withLine('Connection: Content-Length'),
  'connection te': encoded('Connection: Transfer-Encoding', te),
  'connection host': withLine('Connection: Host, keep-alive'),
  'connection close': withLine('Connection: close'),
  'connection both': withLine('Connection: keep-alive, close'),
  'proxy connection': withLine('Proxy-Connection: keep-alive'),
  'keep-alive of 0': withLine('Keep-Alive: timeout=0, max=1'),
  'te trailers': withLine('TE: trailers', 'Connection: TE'),
  'host twice': withLine('Host: other'),
  'host missing': (request) => sized({ ...request, headers: request.headers.slice(1) }),
  'host with a space': (request) => sized({ ...request, headers: ['Host: a b', ...request.headers.slice(1)] }),
  'name with a space': withLine('X A: b'),
  'name with a tab': withLine('X\tA: b'),
  'name with brackets': withLine('X(A): b'),
  'name of other bytes': withLine('X-\xe4\xff: b'),
  'name with odd letters': withLine("X!#$%&'*+.^_`|~: b"),
  'name empty': withLine(': b'),
  'name without colon': withLine('no-colon'),
  'value with nul': withLine('X-A: a\0b'),
  'value with a control': withLine('X-A: a\x01b'),
  'value of other bytes': withLine('X-A: \xe4\xff'),
  'value long': withLine(`X-A: ${'a'.repeat(6000)}`),
  'value too long': withLine(`X-A: ${'a'.repeat(20_000)}`),
  'value folded': withLine(`X-A: a${crlf} b`),
  'many headers': withLine(...Array.from({ length: 90 }, (_, index) => `X-A-${index}: b`)),
}
