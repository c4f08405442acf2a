import { nodeDocs, owasp, type Section } from './behaviour.ts'

export const logging: Section = {
  letter: 'J',
  heading: 'Logging',
  behaviours: [
    { id: 'J1', title: 'Each request has exactly one line, with its status, bytes, duration and client.' },
    { id: 'J2', title: 'A request whose client disconnects has one line too, marked as aborted.' },
    {
      id: 'J5',
      title:
        'Nothing that a client sends forges a line, gets a control character into one, or makes it longer than 16 kB.',
      source: owasp('logging', 'Logging_Cheat_Sheet'),
    },
    {
      id: 'J6',
      title: 'Secrets in a URL are redacted; content and header fields are not logged.',
      source: [owasp('logging', 'Logging_Cheat_Sheet'), 'RFC 9110 section 17.9'],
    },
    {
      id: 'J7',
      title: 'A missing path has no stack in the log; a bug has, under the request id that the client gets.',
    },
    { id: 'J8', title: 'A valid X-Request-Id is kept and sent back; any other is replaced.' },
    { id: 'J9', title: 'An invalid request has one line without a stack; a connection that is reset has none.' },
    {
      id: 'J10',
      title: 'The log of a process without a terminal has no colours.',
      source: { name: 'NO_COLOR', url: 'https://no-color.org/' },
    },
    {
      id: 'J11',
      title: 'A log that is closed, full or not read never stops the server.',
      source: nodeDocs('process I/O', 'process.html#a-note-on-process-io'),
    },
    { id: 'J12', title: 'Health checks are logged at level debug only.' },
    { id: 'J13', title: 'LOG_LEVEL leaves out what is less important.' },
    { id: 'J14', title: 'ACCESS_LOG has the lines of requests, appended to those that are there.' },
    {
      id: 'J15',
      title: 'ACCESS_LOG is reopened on SIGHUP without losing a line; if that fails, the server goes on.',
      source: nodeDocs('signal events', 'process.html#signal-events'),
    },
  ],
}
