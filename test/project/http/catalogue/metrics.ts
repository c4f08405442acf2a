import type { Section } from './behaviour.ts'

export const metrics: Section = {
  letter: 'P',
  heading: 'Metrics',
  behaviours: [
    {
      id: 'P1',
      title: 'GET and HEAD of `/metrics` get 200 in the text format of Prometheus, with `Cache-Control: no-store`.',
      source: {
        name: 'Prometheus: exposition formats',
        url: 'https://prometheus.io/docs/instrumenting/exposition_formats/',
      },
    },
    {
      id: 'P2',
      title: 'OPTIONS of `/metrics` gets 204 and any other method 405, both with Allow; `/metrics/` gets 404.',
      source: ['RFC 9110 section 15.5.6', 'RFC 9110 section 9.3.7'],
    },
  ],
}
