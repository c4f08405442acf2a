import { nodeDocs, type Section } from './behaviour.ts'

export const timeouts: Section = {
  letter: 'L',
  heading: 'Timeouts and slow clients',
  behaviours: [
    {
      id: 'L1',
      title: 'Header fields that do not end in time get 408, and the connection is closed.',
      source: ['RFC 9110 section 15.5.9', nodeDocs('headersTimeout', 'http.html#serverheaderstimeout')],
    },
    {
      id: 'L2',
      title: 'Content that does not end in time gets 408, and the connection is closed; nothing is stored.',
      source: ['RFC 9110 section 15.5.9', nodeDocs('requestTimeout', 'http.html#serverrequesttimeout')],
    },
    {
      id: 'L3',
      title: 'A connection that sends nothing is closed without a response.',
      source: nodeDocs('headersTimeout', 'http.html#serverheaderstimeout'),
    },
    {
      id: 'L5',
      title: 'An idle connection is closed after the time that Keep-Alive has named.',
      source: ['RFC 9112 section 9.5', nodeDocs('keepAliveTimeout', 'http.html#serverkeepalivetimeout')],
    },
    {
      id: 'L6',
      title:
        'A client that does not read, or far too slowly, is dropped and its file closed; one that reads as it can is not.',
    },
    {
      id: 'L7',
      title: 'A handler that does not respond in time gets 503 with Retry-After, and its late response is ignored.',
      source: 'RFC 9110 section 15.6.4',
    },
    { id: 'L8', title: 'A handler can learn that its client has disconnected.' },
    {
      id: 'L9',
      title: 'Connections beyond the limit, of all clients or of one address, are dropped and the others served.',
      source: nodeDocs('maxConnections', 'net.html#servermaxconnections'),
    },
  ],
}
