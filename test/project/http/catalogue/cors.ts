import { fetchStandard, type Section } from './behaviour.ts'

const protocol = fetchStandard('CORS protocol', 'http-cors-protocol')
const responses = fetchStandard('HTTP responses', 'http-responses')
const credentials = fetchStandard('CORS protocol and credentials', 'cors-protocol-and-credentials')
const caches = fetchStandard('CORS protocol and HTTP caches', 'cors-protocol-and-http-caches')
const preflights = fetchStandard('CORS-preflight fetch', 'cors-preflight-fetch')

export const cors: Section = {
  letter: 'H',
  heading: 'Cross-origin requests (CORS)',
  behaviours: [
    {
      id: 'H1',
      title: 'A listed origin gets itself in Access-Control-Allow-Origin, and `Vary: Origin`.',
      source: [responses, caches],
    },
    {
      id: 'H2',
      title: 'No origin, or one that is not listed, gets `Vary: Origin` and no CORS header field.',
      source: [responses, caches],
    },
    { id: 'H4', title: 'Credentials without a list of origins stop the start.', source: credentials },
    {
      id: 'H5',
      title: 'Access-Control-Allow-Credentials is sent to listed origins alone, and only where it is switched on.',
      source: credentials,
    },
    {
      id: 'H6',
      title: 'Where every origin is allowed, all get `*` without credentials and without `Vary: Origin`.',
      source: [responses, caches],
    },
    {
      id: 'H7',
      title:
        'A preflight gets 204 with the methods of its path, the header fields asked for if they are valid, and Max-Age.',
      source: [preflights, responses],
    },
    {
      id: 'H8',
      title: 'The response to a preflight has neither content nor Content-Length.',
      source: 'RFC 9110 section 8.6',
    },
    {
      id: 'H9',
      title: 'A preflight of an origin that is not listed gets 204 with Vary and no CORS header field.',
      source: protocol,
    },
    {
      id: 'H10',
      title: 'OPTIONS without Origin or Access-Control-Request-Method is not a preflight: 204 with Allow.',
      source: [fetchStandard('HTTP requests', 'http-requests'), 'RFC 9110 section 9.3.7'],
    },
    {
      id: 'H11',
      title: 'Preflights are never refused: not for a missing path, and not by the rate limit.',
      source: protocol,
    },
    {
      id: 'H12',
      title: 'Errors, 304 and 206 have the same CORS header fields as 200, so that scripts can read them.',
      source: protocol,
    },
    {
      id: 'H13',
      title: 'Access-Control-Expose-Headers names the header fields that scripts have use for.',
      source: responses,
    },
  ],
}
