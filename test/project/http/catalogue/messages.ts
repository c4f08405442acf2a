import { prototypePollution, type Section } from './behaviour.ts'

export const messages: Section = {
  letter: 'A',
  heading: 'Request lines, header fields and framing',
  behaviours: [
    { id: 'A1', title: 'A request without Host is refused with 400.', source: 'RFC 9112 section 3.2' },
    { id: 'A2', title: 'Two Host lines are refused with 400, even if they are equal.', source: 'RFC 9112 section 3.2' },
    {
      id: 'A3',
      title: 'A Host that is not a host with an optional port is refused with 400.',
      source: ['RFC 9112 section 3.2', 'RFC 9110 section 7.2'],
    },
    {
      id: 'A5',
      title: 'A request of HTTP/1.0 needs no Host; its response is not chunked and closes the connection.',
      source: ['RFC 9112 section 3.2', 'RFC 9112 section 6.1'],
    },
    { id: 'A6', title: 'A target of nothing but slashes, or with an invalid host behind two of them, gets 404.' },
    { id: 'A7', title: 'A target such as `//evil.example/x` is a path, not a host: 404 without Location.' },
    { id: 'A9', title: 'A target in absolute form is served as its path.', source: 'RFC 9112 section 3.2.2' },
    {
      id: 'A10',
      title: 'The host of a target in absolute form takes the place of Host.',
      source: 'RFC 9112 section 3.2.2',
    },
    {
      id: 'A12',
      title: 'A target in absolute form that is invalid, or of another scheme, is refused with 400.',
      source: 'RFC 9112 section 3.2',
    },
    {
      id: 'A13',
      title: '`OPTIONS *` gets 204 without content.',
      source: ['RFC 9110 section 9.3.7', 'RFC 9112 section 3.2.4'],
    },
    { id: 'A14', title: '`*` with any other method is refused with 400.', source: 'RFC 9112 section 3.2.4' },
    {
      id: 'A15',
      title: 'CONNECT is refused with 405 or 501, and the connection is closed.',
      source: 'RFC 9110 section 9.3.6',
    },
    {
      id: 'A16',
      title: 'TRACE is refused with 405 and Allow, and nothing of the request is sent back.',
      source: 'RFC 9110 section 9.3.8',
    },
    {
      id: 'A17',
      title: 'A method that is unknown, or in lower case, is refused with 400 or 501.',
      source: 'RFC 9110 section 9.1',
    },
    {
      id: 'A18',
      title: 'A method that no route has gets 405 with Allow where the path exists, else 404 or 501.',
      source: ['RFC 9110 section 15.5.6', 'RFC 9110 section 15.6.2'],
    },
    { id: 'A19', title: 'An invalid HTTP version is refused with 400 or 505.', source: 'RFC 9112 section 2.3' },
    { id: 'A20', title: 'HTTP/2.0 in a request line is refused with 400 or 505.', source: 'RFC 9110 section 15.6.6' },
    {
      id: 'A21',
      title: 'Bare LF and CR, folded lines, control characters and invalid field names are refused with 400.',
      source: ['RFC 9112 section 2.2', 'RFC 9112 section 5.1', 'RFC 9112 section 5.2', 'RFC 9110 section 5.5'],
    },
    {
      id: 'A22',
      title: 'A request with both Content-Length and Transfer-Encoding is refused with 400.',
      source: ['RFC 9112 section 6.1', 'RFC 9112 section 6.3'],
    },
    {
      id: 'A23',
      title: 'A Content-Length that is invalid or repeated is refused with 400.',
      source: ['RFC 9110 section 8.6', 'RFC 9112 section 6.3'],
    },
    {
      id: 'A24',
      title: 'A transfer coding in front of `chunked` is refused with 501 or 400.',
      source: 'RFC 9112 section 6.1',
    },
    {
      id: 'A25',
      title: 'Content whose transfer coding is not `chunked`, or in HTTP/1.0, is refused and never acted on.',
      source: ['RFC 9112 section 6.1', 'RFC 9112 section 6.3'],
    },
    { id: 'A26', title: 'An empty Transfer-Encoding is refused.' },
    {
      id: 'A27',
      title: 'Content with invalid chunks is refused with 400 and never acted on.',
      source: 'RFC 9112 section 7.1',
    },
    { id: 'A28', title: 'A chunk extension of 20 KB is refused with 413.', source: 'RFC 9112 section 7.1.1' },
    { id: 'A29', title: 'Trailer fields never become header fields.', source: 'RFC 9110 section 6.5.1' },
    {
      id: 'A30',
      title: 'With `Expect: 100-continue`, a request that is refused gets its final status at once, without 100.',
      source: 'RFC 9110 section 10.1.1',
    },
    {
      id: 'A31',
      title: 'With `Expect: 100-continue`, content that is welcome is asked for with 100.',
      source: 'RFC 9110 section 10.1.1',
    },
    { id: 'A32', title: 'Any other expectation gets 417, or is ignored.', source: 'RFC 9110 section 10.1.1' },
    {
      id: 'A33',
      title: 'A request to upgrade gets an ordinary response, and nothing behind it is acted on.',
      source: 'RFC 9110 section 7.8',
    },
    { id: 'A34', title: 'A target of 8,000 bytes is read.', source: 'RFC 9112 section 3' },
    {
      id: 'A35',
      title: 'Header fields or a target of more than 16 KiB are refused with 431 (a target also with 414).',
      source: ['RFC 9110 section 5.4', 'RFC 6585 section 5'],
    },
    {
      id: 'A36',
      title: 'However many header fields there are, none is dropped in silence: all are read, or the status is 431.',
      source: 'RFC 9110 section 5.4',
    },
    {
      id: 'A38',
      title: 'Header fields named `__proto__` or `constructor` have no effect.',
      source: prototypePollution,
    },
    { id: 'A39', title: 'Pipelined requests get their responses in order.', source: 'RFC 9112 section 9.3.2' },
    {
      id: 'A40',
      title: 'Nothing behind a request with `Connection: close` is acted on.',
      source: 'RFC 9112 section 9.6',
    },
    { id: 'A41', title: 'A target with a fragment is refused with 400.', source: 'RFC 9112 section 3.2' },
    {
      id: 'A42',
      title: 'Empty lines before a request are ignored; Date is in the preferred format.',
      source: ['RFC 9112 section 2.2', 'RFC 9110 section 5.6.7', 'RFC 9110 section 6.6.1'],
    },
  ],
}
