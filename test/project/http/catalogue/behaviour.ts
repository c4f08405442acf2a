/** A specification or a guide on the web; a section of an RFC needs no address, for it follows from its numbers. */
export type Source = `RFC ${number} section ${string}` | { readonly name: string; readonly url: string }

/** What a generated server does, under the number that rows and tests name it by. */
export interface Behaviour {
  readonly id: string
  readonly title: string
  /** Where the rule comes from; undefined where it is a decision of this project. */
  readonly source?: Source | readonly Source[]
}

export interface Section {
  /** Which the ids of its behaviours begin with. */
  readonly letter: string
  readonly heading: string
  /** By their numbers; one that is missing was given up, and is never used again. */
  readonly behaviours: readonly Behaviour[]
}

export const fetchStandard = (section: string, anchor: string): Source => ({
  name: `Fetch: ${section}`,
  url: `https://fetch.spec.whatwg.org/#${anchor}`,
})

export const nodeDocs = (name: string, page: string): Source => ({
  name: `Node.js: ${name}`,
  url: `https://nodejs.org/api/${page}`,
})

export const owasp = (name: string, page: string): Source => ({
  name: `OWASP: ${name}`,
  url: `https://cheatsheetseries.owasp.org/cheatsheets/${page}.html`,
})

export const prototypePollution = owasp('prototype pollution', 'Prototype_Pollution_Prevention_Cheat_Sheet')
