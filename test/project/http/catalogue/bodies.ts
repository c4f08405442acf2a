import { fetchStandard, prototypePollution, type Section } from './behaviour.ts'

export const bodies: Section = {
  letter: 'C',
  heading: 'Content of requests',
  behaviours: [
    {
      id: 'C1',
      title:
        'A media type and its charset are case-insensitive, the charset may be quoted, and `+json` types are JSON.',
      source: ['RFC 9110 section 8.3.1', 'RFC 6839 section 3.1'],
    },
    {
      id: 'C2',
      title: 'Content without Content-Type is refused with 415 and Accept.',
      source: ['RFC 9110 section 15.5.16', 'RFC 9110 section 12.5.1'],
    },
    {
      id: 'C3',
      title: 'Of types that pages can send anywhere, only forms are read; one from another site is refused with 403.',
      source: [
        fetchStandard('safelisted request headers', 'cors-safelisted-request-header'),
        'RFC 9110 section 15.5.16',
      ],
    },
    {
      id: 'C5',
      title: 'Types that only look like JSON, such as `text/json`, are refused with 415.',
      source: 'RFC 9110 section 15.5.16',
    },
    { id: 'C6', title: 'JSON in a charset other than UTF-8 is refused with 415.', source: 'RFC 8259 section 8.1' },
    { id: 'C7', title: 'JSON without a single byte is refused with 400.', source: 'RFC 8259 section 2' },
    { id: 'C8', title: 'POST with neither content nor Content-Type is refused with 400 or 415.' },
    {
      id: 'C10',
      title: 'Invalid JSON is refused with 400, and the response does not quote the parser.',
      source: 'RFC 9457 section 5',
    },
    { id: 'C11', title: 'JSON that is not an object is refused with 400 where an object is expected.' },
    { id: 'C12', title: 'The JSON text `null` is refused with 400 and does no harm.' },
    { id: 'C14', title: 'JSON that is not valid UTF-8 is refused with 400.', source: 'RFC 8259 section 8.1' },
    {
      id: 'C15',
      title: 'JSON of more than 100 levels or 50,000 values, or a form of more than 1,000 fields, is refused with 400.',
      source: 'RFC 8259 section 9',
    },
    {
      id: 'C16',
      title: 'JSON with keys that could change the prototype of objects is refused with 400.',
      source: prototypePollution,
    },
    {
      id: 'C18',
      title: 'A key that is repeated in JSON is refused with 400, or its last value counts.',
      source: 'RFC 8259 section 4',
    },
    {
      id: 'C19',
      title: 'A Content-Length beyond the limit is refused with 413 before any content is read.',
      source: 'RFC 9110 section 15.5.14',
    },
    {
      id: 'C20',
      title:
        'Chunks that cross the limit are refused with 413; the memory for content is bounded, beyond which the status is 503.',
      source: ['RFC 9110 section 15.5.14', 'RFC 9110 section 15.6.4'],
    },
    { id: 'C21', title: 'The limit counts bytes, not characters, and content of exactly that size is accepted.' },
    {
      id: 'C23',
      title: 'A client that sends all its content before it reads still gets the response that refuses it.',
      source: 'RFC 9112 section 9.6',
    },
    {
      id: 'C24',
      title: 'What is pipelined behind content that was refused is not acted on.',
      source: 'RFC 9112 section 9.6',
    },
    {
      id: 'C25',
      title: 'A refusal does not wait for the content; a bounded part of it is read, then the connection is closed.',
      source: 'RFC 9112 section 9.3',
    },
    {
      id: 'C26',
      title: 'Content with `Content-Encoding: gzip` is refused with 415 and Accept-Encoding.',
      source: ['RFC 9110 section 12.5.3', 'RFC 9110 section 15.5.16'],
    },
    {
      id: 'C27',
      title: 'An unknown content coding is refused with 415; `identity`, in any case, is accepted.',
      source: ['RFC 9110 section 8.4.1', 'RFC 9110 section 15.5.16'],
    },
    {
      id: 'C28',
      title: 'A request whose client disconnects before the end of its content changes nothing.',
      source: 'RFC 9112 section 8',
    },
    {
      id: 'C29',
      title: 'Content of GET, HEAD and DELETE is ignored, and the next request on the connection is read.',
      source: ['RFC 9110 section 9.3.1', 'RFC 9110 section 9.3.2', 'RFC 9110 section 9.3.5'],
    },
    {
      id: 'C30',
      title: 'Where JSON was sent under another type, the response with 415 names the Content-Type to send.',
    },
  ],
}
