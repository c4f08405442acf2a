import { nodeDocs, type Section } from './behaviour.ts'

export const errors: Section = {
  letter: 'K',
  heading: 'Errors',
  behaviours: [
    {
      id: 'K1',
      title: 'Every error is `application/problem+json`, its status that of the status line.',
      source: ['RFC 9457 section 3', 'RFC 9457 section 3.1.2'],
    },
    {
      id: 'K2',
      title: 'The title of `about:blank` is the phrase of the status, as RFC 9110 words it.',
      source: ['RFC 9457 section 4.2.1', 'RFC 9110 section 15.5.14'],
    },
    { id: 'K3', title: 'Nothing in an error is built from Host.', source: 'RFC 9457 section 3.1.5' },
    {
      id: 'K4',
      title: '500 has no message, no stack and no path of a file; those are in the log.',
      source: 'RFC 9457 section 5',
    },
    {
      id: 'K5',
      title: 'What a handler throws or rejects with, an error or not, gets 500, and the server goes on.',
      source: 'RFC 9110 section 15.6.1',
    },
    {
      id: 'K8',
      title: 'An error after the header fields were sent closes the connection: no second response, no valid end.',
      source: 'RFC 9112 section 8',
    },
    {
      id: 'K9',
      title: 'An error has none of the header fields that the failed response had, except those of CORS and security.',
    },
    { id: 'K11', title: 'Markup in a path is not sent back as HTML.' },
    {
      id: 'K12',
      title: 'What Node refuses as invalid or too slow gets a complete response, and the connection is closed.',
      source: [nodeDocs('clientError', 'http.html#event-clienterror'), 'RFC 9112 section 9.6'],
    },
    {
      id: 'K13',
      title: 'An error outside of all requests is logged, and the process exits with 1.',
      source: nodeDocs('uncaughtException', 'process.html#warning-using-uncaughtexception-correctly'),
    },
    {
      id: 'K14',
      title: 'A client that prefers HTML gets errors as a page, except from the API.',
      source: 'RFC 9110 section 12.5.1',
    },
    {
      id: 'K15',
      title:
        'If a handler responds twice, the first response counts and the fault is logged; if it never does, the status is 503.',
    },
  ],
}
