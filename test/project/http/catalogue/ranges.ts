import type { Section } from './behaviour.ts'

export const ranges: Section = {
  letter: 'F',
  heading: 'Range requests',
  behaviours: [
    {
      id: 'F1',
      title: '`bytes=0-0` gets 206 with the first byte.',
      source: ['RFC 9110 section 14.1.2', 'RFC 9110 section 15.3.7'],
    },
    {
      id: 'F2',
      title: 'A range gets 206 with exactly its bytes; one beyond the end is cut there.',
      source: ['RFC 9110 section 14.1.2', 'RFC 9110 section 14.4'],
    },
    { id: 'F3', title: 'A suffix range such as `bytes=-3` gets the last bytes.', source: 'RFC 9110 section 14.1.2' },
    {
      id: 'F5',
      title: 'A range that starts after the end gets 416 with the length in Content-Range.',
      source: ['RFC 9110 section 14.1.2', 'RFC 9110 section 15.5.17'],
    },
    {
      id: 'F6',
      title: 'A suffix longer than the file gets 206 with the whole file.',
      source: 'RFC 9110 section 14.1.2',
    },
    {
      id: 'F7',
      title: 'An invalid range, one that ends before it begins among them, is ignored.',
      source: ['RFC 9110 section 14.1.1', 'RFC 9110 section 14.2'],
    },
    { id: 'F9', title: 'A range in an unknown unit is ignored.', source: 'RFC 9110 section 14.2' },
    { id: 'F10', title: 'A range with its unit in capitals gets 206 or 200.', source: 'RFC 9110 section 14.1' },
    { id: 'F11', title: 'Several ranges get 200 with the whole file.', source: 'RFC 9110 section 14.2' },
    { id: 'F13', title: 'Range is ignored with HEAD.', source: 'RFC 9110 section 14.2' },
    {
      id: 'F14',
      title: 'Range is ignored with POST, and for JSON, which has no Accept-Ranges.',
      source: 'RFC 9110 section 14.2',
    },
    {
      id: 'F15',
      title: 'A range of an empty file gets 416; a suffix of it may get 200.',
      source: 'RFC 9110 section 14.1.2',
    },
    {
      id: 'F16',
      title: 'If-Range with the current strong tag gets 206; with any other tag, or a weak one, the whole file.',
      source: 'RFC 9110 section 13.1.5',
    },
    {
      id: 'F17',
      title: 'If-Range with a date gets 206 only if it is exactly Last-Modified, and its second is over.',
      source: ['RFC 9110 section 13.1.5', 'RFC 9110 section 8.8.2.2'],
    },
    {
      id: 'F18',
      title: '304, 412 and 404 take precedence over a range.',
      source: ['RFC 9110 section 13.2.2', 'RFC 9110 section 14.2'],
    },
    {
      id: 'F19',
      title: '206 has the header fields that 200 would have, and the next response on the connection is whole.',
      source: 'RFC 9110 section 15.3.7',
    },
    { id: 'F20', title: 'A file has `Accept-Ranges: bytes`.', source: 'RFC 9110 section 14.3' },
  ],
}
