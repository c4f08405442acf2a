import { owasp, type Section } from './behaviour.ts'

export const resources: Section = {
  letter: 'D',
  heading: 'Resources: lists and items',
  behaviours: [
    {
      id: 'D1',
      title: 'A list gets 200 with Content-Type, Content-Length and a strong ETag.',
      source: ['RFC 9110 section 9.3.1', 'RFC 9110 section 8.6'],
    },
    { id: 'D2', title: 'An invalid `limit`, the number of items per page, is refused with 400.' },
    {
      id: 'D3',
      title: 'A page links the next and the previous one with Link, as paths without a host.',
      source: 'RFC 8288 section 3',
    },
    {
      id: 'D4',
      title: 'POST gets 201 with Location, where GET has the same content and ETag.',
      source: ['RFC 9110 section 9.3.3', 'RFC 9110 section 15.3.2'],
    },
    {
      id: 'D5',
      title: 'Neither Host nor X-Forwarded-Host gets into Location or the content.',
      source: 'RFC 9110 section 10.2.2',
    },
    {
      id: 'D6',
      title: 'Ids and timestamps are set by the server; what a client sends for them is ignored.',
      source: owasp('mass assignment', 'Mass_Assignment_Cheat_Sheet'),
    },
    {
      id: 'D7',
      title: 'All invalid fields are reported at once with 400, and nothing is stored.',
      source: 'RFC 9457 section 3',
    },
    { id: 'D8', title: 'A JSON value of the wrong type is refused with 400, not converted.' },
    { id: 'D9', title: 'An unknown field is refused with 400 in POST, PUT and PATCH.' },
    {
      id: 'D10',
      title: 'An unknown or invalid id gets 404, even if the content is invalid too.',
      source: 'RFC 9110 section 15.5.5',
    },
    {
      id: 'D12',
      title: 'PUT twice has the effect of PUT once.',
      source: ['RFC 9110 section 9.3.4', 'RFC 9110 section 9.2.2'],
    },
    { id: 'D13', title: 'PUT of an unknown id gets 404 and creates nothing.' },
    {
      id: 'D14',
      title: 'PUT replaces the whole item: a required field that is missing is refused with 400.',
      source: 'RFC 9110 section 9.3.4',
    },
    {
      id: 'D15',
      title: 'A successful PUT has the ETag of the item as stored, no Last-Modified, and `Cache-Control: no-store`.',
    },
    { id: 'D16', title: 'PUT with Content-Range is refused with 400.', source: 'RFC 9110 section 14.5' },
    {
      id: 'D17',
      title: 'PATCH merges: `null` removes a field, others stay, and `{}` changes nothing.',
      source: 'RFC 7396 section 2',
    },
    {
      id: 'D18',
      title: 'PATCH of another type is refused with 415 and Accept-Patch, which OPTIONS has as well.',
      source: ['RFC 5789 section 2.2', 'RFC 5789 section 3.1'],
    },
    {
      id: 'D19',
      title: 'PATCH that is not an object, or would make an item invalid, is refused with 400 and changes nothing.',
      source: ['RFC 5789 section 2', 'RFC 5789 section 2.2'],
    },
    {
      id: 'D20',
      title: 'DELETE gets 204 without content, and without the header fields of content.',
      source: ['RFC 9110 section 15.3.5', 'RFC 9110 section 8.6'],
    },
    { id: 'D21', title: 'DELETE of an unknown id gets 404.', source: 'RFC 9110 section 15.5.5' },
    { id: 'D23', title: 'DELETE of a whole list gets 405.', source: 'RFC 9110 section 15.5.6' },
    { id: 'D24', title: 'Fifty concurrent POSTs make fifty items, each with an id of its own.' },
    {
      id: 'D25',
      title: 'A client whose Accept leaves out JSON, or is invalid, gets JSON with 200.',
      source: 'RFC 9110 section 12.5.1',
    },
    { id: 'D27', title: 'Markup in a stored text is returned as JSON.' },
    {
      id: 'D28',
      title: 'A list has `Cache-Control: no-cache`: caches revalidate it before each use.',
      source: 'RFC 9111 section 5.2.2.4',
    },
    { id: 'D29', title: 'An unknown query parameter of a list, or a sort by an unknown field, is refused with 400.' },
    { id: 'D30', title: 'A text outside its limits, counted in code points, is refused with 400.' },
    { id: 'D31', title: 'A number outside its limits is refused with 400; the limits themselves are allowed.' },
    { id: 'D32', title: 'A field with a default has it where the field is missing; `null` is refused with 400.' },
    { id: 'D33', title: 'An empty field of a form counts as missing.' },
    {
      id: 'D34',
      title: 'Lists are filtered and sorted by timestamps too, and a filter may be outside the limits of its field.',
    },
  ],
}
