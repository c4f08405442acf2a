import type { MemberManifest } from '../model/manifest.ts'

/** A line of generated code, and the member that it is there for. */
export interface MemberLine {
  readonly text: string
  readonly name: string
}

/** Members of an interface, with the imports of their types. */
export function memberLines(members: readonly MemberManifest[], modifier = ''): readonly MemberLine[] {
  return members.flatMap(({ name, type, about, from }) => {
    const [imported] = /\b[A-Z]\w*/.exec(type) ?? []
    const lines = [
      ...(from === undefined || imported === undefined ? [] : [`import { type ${imported} } from '${from}'`]),
      ...(about === undefined ? [] : [`/** ${about} */`]),
      `${modifier}${name}: ${type}`,
    ]
    return lines.map((text) => ({ text, name }))
  })
}

/** What they are at first, with the imports that this needs. */
export function initialLines(members: readonly MemberManifest[]): readonly MemberLine[] {
  return members.flatMap(({ name, from, initial = '' }) => {
    const imports = from !== undefined && isImported(initial) ? [`import { ${initial} } from '${from}'`] : []
    return [...imports, `${name}: ${initial},`].map((text) => ({ text, name }))
  })
}

function isImported(value: string): boolean {
  return /^[a-z]\w*$/.test(value) && !['undefined', 'null', 'true', 'false'].includes(value)
}
