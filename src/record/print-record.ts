import { maxWidth } from '../model/line-width.ts'
import { type Digest, type ProjectRecord, recordPath } from '../model/record.ts'

/** The rendered files with their record among them, sorted. `made`: the version and the answers, in their stored order. */
export function withRecord(
  made: Pick<ProjectRecord, 'version' | 'answers'>,
  files: ReadonlyMap<string, string>,
  digest: Digest,
): Map<string, string> {
  const record = printRecord({ ...made, files: digestsOf(files, digest) })
  return new Map([...files, [recordPath, record] as const].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The record of a project as it is written. */
export function printRecord({ version, answers, files }: ProjectRecord): string {
  return `${print({ version, answers, files }, '', 0)}\n`
}

function digestsOf(files: ReadonlyMap<string, string>, digest: Digest): Record<string, string> {
  const paths = [...files.keys()].sort()
  return Object.fromEntries(paths.map((path) => [path, digest(files.get(path) ?? '')]))
}

/** JSON as formatters leave it: objects over several lines, a list of plain values on one where it fits. */
function print(value: unknown, indent: string, column: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    const isFlat = value.every((item) => typeof item !== 'object') && column + line.length < maxWidth
    return isFlat
      ? line
      : block(
          '[',
          ']',
          indent,
          value.map((item) => inner + print(item, inner, inner.length)),
        )
  }
  const members = Object.entries(value).map(([key, member]) => {
    const head = `${inner}${JSON.stringify(key)}: `
    return head + print(member, inner, head.length)
  })
  return block('{', '}', indent, members)
}

function block(open: string, close: string, indent: string, lines: readonly string[]): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`
}
