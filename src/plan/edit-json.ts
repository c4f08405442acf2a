import { applyEdits, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser'

/** A change of one key of a JSON document. */
export interface JsonEdit {
  readonly path: readonly string[]
  /** undefined takes the key away. */
  readonly value: unknown
  /** The key that a new one comes behind; without one it comes first. */
  readonly after?: string
}

/**
 * Makes one change, and leaves all else as it is, comments included. What the library would put in, it would format
 * together with its neighbours.
 */
export function editJson(text: string, { path, value, after }: JsonEdit): string {
  if (value === undefined) return applyEdits(text, modify(text, [...path], undefined, {}))
  const root = parseTree(text, [], { allowTrailingComma: true })
  const holder = root && findNodeAtLocation(root, path.slice(0, -1))
  if (holder?.type !== 'object') return applyEdits(text, modify(text, [...path], value, {}))
  const found = findNodeAtLocation(holder, path.slice(-1))
  const indent = indentAt(text, holder)
  if (found !== undefined) return replace(text, found.offset, found.length, print(value, indent))
  const key = `${JSON.stringify(path.at(-1))}: ${print(value, indent)}`
  return insert(text, holder, key, after, indent)
}

interface Indent {
  /** Of the members of an object; undefined where they are on one line. */
  readonly inner: string | undefined
  readonly outer: string
  readonly unit: string
}

function insert(
  text: string,
  { children = [], offset, length }: Node,
  key: string,
  after: string | undefined,
  indent: Indent,
) {
  const gap = indent.inner === undefined ? ' ' : `\n${indent.inner}`
  const neighbour = children.find((member) => member.children?.[0]?.value === after)
  if (neighbour !== undefined) return replace(text, neighbour.offset + neighbour.length, 0, `,${gap}${key}`)
  const [first] = children
  if (first !== undefined) return replace(text, first.offset, 0, `${key},${gap}`)
  return replace(text, offset, length, `{\n${indent.outer}${indent.unit}${key}\n${indent.outer}}`)
}

function indentAt(text: string, { children: [first] = [], offset }: Node): Indent {
  const outer = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset) + 1))?.[0] ?? ''
  const unit = /^\s*\{\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  '
  const isFlat = first !== undefined && !text.slice(offset, first.offset).includes('\n')
  return { inner: isFlat ? undefined : outer + unit, outer, unit }
}

/** A value below a key: a list of plain values on one line, an object over several. */
function print(value: unknown, { inner, unit }: Indent): string {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
  }
  if (inner === undefined) return JSON.stringify(value, null, ' ').replaceAll(/\n */g, ' ')
  return JSON.stringify(value, null, unit).replaceAll('\n', `\n${inner}`)
}

function replace(text: string, offset: number, length: number, content: string): string {
  return text.slice(0, offset) + content + text.slice(offset + length)
}
