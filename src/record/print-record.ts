import { maxWidth } from '../model/line-width.ts'
import { type Digest, type ProjectRecord, recordPath } from '../model/record.ts'

type Made = Pick<ProjectRecord, 'version' | 'answers' | 'migrations'>

/**
 * The rendered files with their record among them, sorted. `made`: what else is on record, the answers in their stored
 * order. `others`: the digests of files that are in the project, and whose text is not at hand.
 */
export function withRecord(
  made: Made,
  files: ReadonlyMap<string, string>,
  digest: Digest,
  others: ProjectRecord['files'] = {},
): Map<string, string> {
  const record = printRecord({ ...made, files: digestsOf(files, digest, others) })
  return new Map([...files, [recordPath, record] as const].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The record of a project as it is written. */
export function printRecord({ version, answers, migrations, files }: ProjectRecord): string {
  return `${print({ version, answers, ...(migrations && { migrations }), files }, '', 0)}\n`
}

function digestsOf(
  files: ReadonlyMap<string, string>,
  digest: Digest,
  others: ProjectRecord['files'],
): Record<string, string> {
  const paths = [...new Set([...files.keys(), ...Object.keys(others)])].sort()
  return Object.fromEntries(paths.map((path) => [path, others[path] ?? digest(files.get(path) ?? '')]))
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
