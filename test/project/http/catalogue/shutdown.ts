import { nodeDocs, type Section } from './behaviour.ts'

const closing = nodeDocs('server.close', 'http.html#serverclosecallback')

export const shutdown: Section = {
  letter: 'M',
  heading: 'Shutdown',
  behaviours: [
    {
      id: 'M1',
      title: 'SIGTERM and SIGINT end an idle server at once, and its port is free.',
      source: nodeDocs('signal events', 'process.html#signal-events'),
    },
    {
      id: 'M2',
      title: 'A request in flight gets its whole response with `Connection: close`; right then the process ends.',
      source: [closing, 'RFC 9112 section 9.6'],
    },
    {
      id: 'M3',
      title: 'An idle connection does not delay the end.',
      source: nodeDocs('closeIdleConnections', 'http.html#servercloseidleconnections'),
    },
    { id: 'M4', title: 'A connection that never sent anything does not delay the end.' },
    { id: 'M5', title: 'Half a request, or content that was refused, does not delay the end.' },
    {
      id: 'M6',
      title: 'What takes longer than SHUTDOWN_TIMEOUT_MS is cut and counted in the log; the exit status is 1.',
      source: nodeDocs('closeAllConnections', 'http.html#servercloseallconnections'),
    },
    { id: 'M7', title: 'A second signal ends the process at once with 1; a copy of the first does not.' },
    { id: 'M8', title: 'For SHUTDOWN_DELAY_MS, requests are still served, while `/ready` gets 503.' },
    {
      id: 'M9',
      title: 'What is pipelined behind a request in flight gets its responses, in order.',
      source: 'RFC 9112 section 9.3.2',
    },
    { id: 'M10', title: 'New connections are refused.', source: closing },
    { id: 'M15', title: 'The exit status is 0 where nothing was cut.' },
  ],
}
