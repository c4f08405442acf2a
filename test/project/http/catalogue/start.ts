import { nodeDocs, type Section } from './behaviour.ts'

export const start: Section = {
  letter: 'N',
  heading: 'Start',
  behaviours: [
    {
      id: 'N1',
      title: 'A port in use stops the start with one line that names it.',
      source: nodeDocs('common system errors', 'errors.html#common-system-errors'),
    },
    { id: 'N2', title: 'A PORT that is not a whole number stops the start.' },
    { id: 'N3', title: 'A PORT out of range stops the start.' },
    { id: 'N4', title: 'An empty setting counts as unset.' },
    {
      id: 'N7',
      title: 'A HOST that the machine does not have stops the start with one line.',
      source: nodeDocs('common system errors', 'errors.html#common-system-errors'),
    },
    {
      id: 'N8',
      title: 'The server listens on the loopback address, and with NODE_ENV=production on every interface.',
      source: nodeDocs('server.listen', 'net.html#serverlistenport-host-backlog-callback'),
    },
    { id: 'N9', title: 'The URL that is printed works, with IPv6 too.', source: 'RFC 3986 section 3.2.2' },
    { id: 'N10', title: 'An invalid setting stops the start with one line that has its name and value.' },
  ],
}
