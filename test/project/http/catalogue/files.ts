import { fetchStandard, nodeDocs, type Section } from './behaviour.ts'

export const files: Section = {
  letter: 'G',
  heading: 'Static files',
  behaviours: [
    {
      id: 'G1',
      title: 'A file has its type, length, ETag and Cache-Control, and a Last-Modified that is never in the future.',
      source: ['RFC 9110 section 8.3', 'RFC 9110 section 8.8.2.1'],
    },
    {
      id: 'G2',
      title: 'HEAD of a file has the header fields of GET, and no content.',
      source: 'RFC 9110 section 9.3.2',
    },
    {
      id: 'G3',
      title: 'A file has GET, HEAD and OPTIONS; other methods get 405 with Allow.',
      source: 'RFC 9110 section 15.5.6',
    },
    { id: 'G4', title: 'A missing file gets 404, which names neither the folder nor the error of the system.' },
    {
      id: 'G5',
      title: 'A folder without its slash gets 308 to the path with it; the query stays, and no host is named.',
      source: ['RFC 9110 section 15.4.9', 'RFC 9110 section 10.2.2'],
    },
    {
      id: 'G6',
      title: 'No Location begins with two slashes, or a slash and a backslash, which would lead to another host.',
    },
    { id: 'G7', title: 'A folder gets its `index.html`, and 404 where it has none: nothing is listed.' },
    { id: 'G8', title: 'The name of a file followed by a slash gets 404.' },
    {
      id: 'G9',
      title: 'No spelling of `..`, of a drive or of an absolute path leads out of the folder.',
      source: 'RFC 9110 section 17.3',
    },
    {
      id: 'G10',
      title: 'A sibling folder whose name begins with that of the served folder is not served.',
      source: 'RFC 9110 section 17.3',
    },
    {
      id: 'G11',
      title: 'Encoded slashes and backslashes do not separate segments: 404.',
      source: 'RFC 3986 section 2.2',
    },
    { id: 'G12', title: 'Dot segments get 404, even if they stay within the folder.' },
    { id: 'G13', title: 'A path with an encoded control character, NUL among them, is refused with 400.' },
    {
      id: 'G14',
      title: 'A path with an invalid percent-encoding is refused with 400; `%25` is a percent sign.',
      source: 'RFC 3986 section 2.1',
    },
    {
      id: 'G15',
      title: 'Names that begin with a dot get 404, except those below `/.well-known/`.',
      source: 'RFC 8615 section 3',
    },
    {
      id: 'G16',
      title: 'A symbolic link that leads out of the folder gets 404; one that stays within it is followed.',
      source: 'RFC 9110 section 17.3',
    },
    { id: 'G17', title: 'FIFOs and sockets get 404 at once.' },
    {
      id: 'G19',
      title:
        'Names that are too long and files that may not be read get 404 (403); without a free descriptor, the status is 503.',
      source: 'RFC 9110 section 15.6.4',
    },
    { id: 'G20', title: 'An empty file gets 200 with `Content-Length: 0`.', source: 'RFC 9110 section 8.6' },
    { id: 'G21', title: 'The decoded path must be the name of the file exactly, in case, spaces and Unicode form.' },
    {
      id: 'G23',
      title: 'A file that changes while it is sent is never a mix of two, nor a short one that looks whole.',
      source: 'RFC 9112 section 8',
    },
    {
      id: 'G24',
      title: 'Downloads that are given up leave no file open.',
      source: nodeDocs('stream.pipeline', 'stream.html#streampipelinesource-transforms-destination-callback'),
    },
    {
      id: 'G25',
      title:
        'A file without a known extension is `application/octet-stream`; all have `nosniff` and the Content-Security-Policy of the site.',
      source: [fetchStandard('X-Content-Type-Options', 'x-content-type-options-header'), 'RFC 9110 section 8.3'],
    },
    {
      id: 'G26',
      title: 'Each extension has its registered media type, and text is in UTF-8.',
      source: [
        { name: 'IANA: media types', url: 'https://www.iana.org/assignments/media-types/' },
        'RFC 9239 section 6',
      ],
    },
    {
      id: 'G27',
      title: 'Names with a hash are `immutable`, pages `no-cache`, and other files are revalidated.',
      source: ['RFC 8246 section 2', 'RFC 9111 section 5.2.2'],
    },
    {
      id: 'G28',
      title:
        'A compressed copy is chosen by Accept-Encoding, with Vary and an ETag of its own, unless it is out of date.',
      source: ['RFC 9110 section 12.5.3', 'RFC 9110 section 12.5.5', 'RFC 9110 section 8.8.3.3'],
    },
    { id: 'G29', title: 'A missing page gets 404, not the start page.' },
    { id: 'G30', title: 'A route takes precedence over a file of the same path, and a file beside it is served.' },
  ],
}
