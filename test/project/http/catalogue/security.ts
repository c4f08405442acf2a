import { fetchStandard, nodeDocs, owasp, type Section } from './behaviour.ts'

const headers = owasp('HTTP headers', 'HTTP_Headers_Cheat_Sheet')

export const security: Section = {
  letter: 'O',
  heading: 'Security headers, health checks and the docs',
  behaviours: [
    {
      id: 'O1',
      title:
        'Every response, errors and redirects too, has X-Content-Type-Options, Referrer-Policy, X-Frame-Options and Content-Security-Policy.',
      source: [headers, fetchStandard('X-Content-Type-Options', 'x-content-type-options-header')],
    },
    {
      id: 'O2',
      title:
        'JSON has a Content-Security-Policy that allows nothing, and each page one that fits it, without `unsafe-inline`.',
      source: { name: 'CSP', url: 'https://www.w3.org/TR/CSP3/' },
    },
    {
      id: 'O3',
      title: 'Strict-Transport-Security is sent over TLS alone, as a trusted proxy reports it.',
      source: 'RFC 6797 section 7.2',
    },
    { id: 'O4', title: 'No response says what the server is made of.', source: ['RFC 9110 section 10.2.4', headers] },
    {
      id: 'O5',
      title: 'Every response has the policies for other origins; who may embed it follows from CORS.',
      source: [headers, fetchStandard('Cross-Origin-Resource-Policy', 'cross-origin-resource-policy-header')],
    },
    {
      id: 'O6',
      title:
        'Redirects are plain text and error pages have a Content-Security-Policy; neither has unescaped markup of the URL.',
    },
    {
      id: 'O7',
      title: 'What a client sends gets into no header field unchecked; an invalid header field of a handler gets 500.',
      source: ['RFC 9112 section 11.1', nodeDocs('validateHeaderValue', 'http.html#httpvalidateheadervaluename-value')],
    },
    {
      id: 'O8',
      title:
        'GET and HEAD of `/health` and `/ready` get 200 with `Cache-Control: no-store`, OPTIONS 204, and other methods 405 with Allow.',
      source: 'RFC 9110 section 15.5.6',
    },
    { id: 'O9', title: '`/ready` gets 503 while the server shuts down.', source: 'RFC 9110 section 15.6.4' },
    {
      id: 'O11',
      title: 'The docs load nothing from elsewhere and have every route, as the OpenAPI description has.',
      source: { name: 'OpenAPI 3.1', url: 'https://spec.openapis.org/oas/v3.1.0' },
    },
    { id: 'O12', title: 'The docs are the same under any Host.' },
    {
      id: 'O13',
      title: 'A form of a listed origin is read.',
    },
  ],
}
