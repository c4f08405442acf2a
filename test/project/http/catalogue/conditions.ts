import type { Section } from './behaviour.ts'

export const conditions: Section = {
  letter: 'E',
  heading: 'Conditional requests',
  behaviours: [
    {
      id: 'E1',
      title: 'ETag is valid, and the same for the same file on two servers.',
      source: 'RFC 9110 section 8.8.3',
    },
    {
      id: 'E2',
      title: '304 has no content, and has ETag, Cache-Control, Vary, Date and the CORS header fields.',
      source: 'RFC 9110 section 15.4.5',
    },
    {
      id: 'E3',
      title: 'If-None-Match may list several tags, in one line or in several.',
      source: ['RFC 9110 section 13.1.2', 'RFC 9110 section 5.6.1'],
    },
    {
      id: 'E4',
      title: 'If-None-Match compares weakly.',
      source: ['RFC 9110 section 13.1.2', 'RFC 9110 section 8.8.3.2'],
    },
    {
      id: 'E5',
      title: '`If-None-Match: *` gets 304 where something is there, else 404.',
      source: ['RFC 9110 section 13.1.2', 'RFC 9110 section 13.2.1'],
    },
    {
      id: 'E6',
      title: 'If-None-Match with another tag, or with an invalid one, gets 200.',
      source: 'RFC 9110 section 13.1.2',
    },
    {
      id: 'E7',
      title: 'If-Modified-Since is ignored where If-None-Match is present.',
      source: ['RFC 9110 section 13.1.3', 'RFC 9110 section 13.2.2'],
    },
    {
      id: 'E8',
      title: 'If-Modified-Since at or after Last-Modified gets 304, in all three date formats.',
      source: ['RFC 9110 section 13.1.3', 'RFC 9110 section 5.6.7'],
    },
    {
      id: 'E9',
      title: 'If-Modified-Since that is not a valid HTTP date is ignored.',
      source: 'RFC 9110 section 13.1.3',
    },
    {
      id: 'E11',
      title: 'If-Match with the current tag succeeds; with another one it gets 412 and changes nothing.',
      source: 'RFC 9110 section 13.1.1',
    },
    {
      id: 'E12',
      title: 'If-Match compares strongly: a weak tag gets 412.',
      source: ['RFC 9110 section 13.1.1', 'RFC 9110 section 8.8.3.2'],
    },
    {
      id: 'E13',
      title: '`If-Match: *` succeeds where something is there, else gets 404 or 412.',
      source: 'RFC 9110 section 13.1.1',
    },
    {
      id: 'E14',
      title:
        'PUT with `If-None-Match: *` gets 412 where something is there; POST to a list evaluates preconditions too.',
      source: 'RFC 9110 section 13.1.2',
    },
    {
      id: 'E15',
      title: 'If-Unmodified-Since before Last-Modified gets 412; it is ignored if invalid or beside If-Match.',
      source: ['RFC 9110 section 13.1.4', 'RFC 9110 section 13.2.2'],
    },
    { id: 'E16', title: 'A precondition never hides 404, 405, 415 or a redirect.', source: 'RFC 9110 section 13.2.1' },
    {
      id: 'E17',
      title: 'A change within the same second, to the same length, makes another ETag.',
      source: ['RFC 9110 section 8.8.1', 'RFC 9110 section 8.8.3.1'],
    },
    {
      id: 'E18',
      title: 'HEAD evaluates preconditions as GET does; `Cache-Control: no-cache` may get 304 or 200.',
      source: 'RFC 9110 section 13.2.1',
    },
  ],
}
