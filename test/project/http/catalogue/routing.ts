import { prototypePollution, type Section } from './behaviour.ts'

export const routing: Section = {
  letter: 'B',
  heading: 'Paths, queries and methods',
  behaviours: [
    {
      id: 'B1',
      title: 'An unknown path gets 404, and markup in it is not sent back.',
      source: 'RFC 9110 section 15.5.5',
    },
    {
      id: 'B2',
      title: 'A method that a path does not have gets 405, and Allow lists those that it has.',
      source: ['RFC 9110 section 15.5.6', 'RFC 9110 section 10.2.1'],
    },
    {
      id: 'B3',
      title: 'HEAD has the status and the header fields of GET, and no content.',
      source: 'RFC 9110 section 9.3.2',
    },
    { id: 'B4', title: 'HEAD of an unknown path gets 404 without content.', source: 'RFC 9110 section 9.3.2' },
    {
      id: 'B5',
      title: 'OPTIONS gets 204 with Allow, without content and without Content-Length.',
      source: ['RFC 9110 section 9.3.7', 'RFC 9110 section 8.6'],
    },
    { id: 'B6', title: 'OPTIONS of an unknown path gets 404.' },
    { id: 'B7', title: 'The route is chosen by the path alone, even if the query has an invalid percent-encoding.' },
    {
      id: 'B8',
      title: 'The query begins at the first question mark and may hold more of them.',
      source: 'RFC 3986 section 3.4',
    },
    { id: 'B9', title: 'A parameter that may be given once is refused with 400 when it is repeated.' },
    {
      id: 'B12',
      title: 'A plus sign means a space in a query, and itself in a path.',
      source: { name: 'URL: form parsing', url: 'https://url.spec.whatwg.org/#urlencoded-parsing' },
    },
    {
      id: 'B13',
      title: 'A path with an invalid percent-encoding is refused with 400, even if no route matches.',
      source: 'RFC 3986 section 2.1',
    },
    {
      id: 'B14',
      title: 'An encoded slash does not separate segments: paths are split first and decoded then.',
      source: 'RFC 3986 section 2.2',
    },
    { id: 'B16', title: 'A path with an encoded control character is refused with 400.' },
    { id: 'B17', title: 'Dot segments are not removed from a path: it gets 404.' },
    { id: 'B18', title: 'Empty segments are not removed from a path: it gets 404.' },
    { id: 'B19', title: 'Paths are case-sensitive.', source: 'RFC 9110 section 4.2.3' },
    { id: 'B20', title: 'A slash at the end of a path makes another path, which gets 404.' },
    {
      id: 'B21',
      title: 'A path with letters that need not be percent-encoded is the same as without.',
      source: ['RFC 3986 section 6.2.2.2', 'RFC 9110 section 4.2.3'],
    },
    {
      id: 'B23',
      title: 'Paths named as properties of objects, such as `/__proto__`, get 404.',
      source: prototypePollution,
    },
    { id: 'B24', title: 'An id of 101 digits gets 404.' },
    { id: 'B26', title: 'Path parameters after a semicolon have no meaning: the path gets 404.' },
  ],
}
