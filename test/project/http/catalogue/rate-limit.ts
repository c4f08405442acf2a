import type { Section } from './behaviour.ts'

export const rateLimit: Section = {
  letter: 'I',
  heading: 'Rate limit',
  behaviours: [
    {
      id: 'I1',
      title: 'A request beyond the limit gets 429 with Retry-After in whole seconds and `Cache-Control: no-store`.',
      source: ['RFC 6585 section 4', 'RFC 9110 section 10.2.3'],
    },
    { id: 'I2', title: 'In the next window the client is served again.' },
    {
      id: 'I3',
      title: 'RateLimit and RateLimit-Policy say what is left.',
      source: {
        name: 'RateLimit header fields (draft)',
        url: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/',
      },
    },
    { id: 'I4', title: 'Fields such as X-Forwarded-For do not make an untrusted client another one.' },
    {
      id: 'I5',
      title: 'Behind trusted proxies, the client is the right-most address of X-Forwarded-For that is not one of them.',
      source: {
        name: 'MDN: X-Forwarded-For',
        url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-For',
      },
    },
    {
      id: 'I6',
      title: 'Addresses of one IPv6 /64 are one client, and so are an IPv4 address and its form in IPv6.',
      source: 'RFC 4291 section 2.5.5.2',
    },
    { id: 'I7', title: 'Memory is bounded, however many addresses there are.' },
    { id: 'I8', title: 'A client that is refused stays so while any number of others come.' },
    { id: 'I9', title: 'Every request counts, also one of a missing path; files that are served do not.' },
    { id: 'I10', title: 'Health checks and preflights are served beyond the limit; what only looks like them counts.' },
    {
      id: 'I11',
      title: 'Content of a request beyond the limit is not waited for, and the connection is closed.',
      source: 'RFC 9112 section 9.3',
    },
    { id: 'I12', title: 'An invalid limit or window stops the start.' },
    { id: 'I13', title: 'Invalid requests count: their target, Host, expectation or transfer coding may be at fault.' },
  ],
}
