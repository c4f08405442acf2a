import { draftOf } from '../stacks/contacts/contact.mjs'

type Contact = Readonly<Record<string, unknown>>

interface Page {
  readonly data?: readonly Contact[]
  readonly total?: number
  readonly next?: unknown
}

/** The one with an id, as every stack holds it from the start. */
export function contactAt(id: number): Contact {
  return { id, ...(draftOf(id) as object) }
}

/** Judges of a body, as cases have them: what is wrong, or undefined. */
export function isContact(expected: Contact) {
  return (body: Buffer) => {
    const contact = JSON.parse(body.toString()) as Contact
    const wrong = Object.keys(expected).find((key) => contact[key] !== expected[key])
    return wrong === undefined && Number.isInteger(contact.id) ? undefined : `${body} is not the contact`
  }
}

/** A page by number of the contacts from `first` on, with their total. */
export function isPage(first: number, count: number, total: number) {
  return (body: Buffer) => {
    const page = JSON.parse(body.toString()) as Page
    if (page.total !== total) return `its total is ${page.total}, not ${total}`
    return faultIn(page.data, first, count)
  }
}

/** A page by cursor, which is not the last one. */
export function isRest(first: number, count: number) {
  return (body: Buffer) => {
    const page = JSON.parse(body.toString()) as Page
    if (typeof page.next !== 'string') return 'it has no cursor to go on from'
    return faultIn(page.data, first, count)
  }
}

export function isExport(size: number) {
  return (body: Buffer) => {
    const lines = body.toString().split('\n')
    if (lines.length !== size + 1 || lines[size] !== '') return `it has ${lines.length - 1} lines, not ${size}`
    const ends = [JSON.parse(lines[0] ?? ''), JSON.parse(lines[size - 1] ?? '')] as Contact[]
    return faultIn([ends[0] ?? {}], 1, 1) ?? faultIn([ends[1] ?? {}], size, 1)
  }
}

function faultIn(found: readonly Contact[] | undefined, first: number, count: number): string | undefined {
  const wanted = Array.from({ length: count }, (_, at) => contactAt(first + at))
  const texts = [found?.map(inOrder), wanted.map(inOrder)].map((contacts) => JSON.stringify(contacts))
  return texts[0] === texts[1] ? undefined : `${texts[0]} are not ${count} contacts from ${first} on`
}

/** Some stacks answer with fields in another order. */
function inOrder({ id, name, email, age, active }: Contact): Contact {
  return { id, name, email, age, active }
}
