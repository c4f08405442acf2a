import { maxWidth } from '../model/line-width.ts'
import type { Fault } from './fault.ts'
import type { RenderedLine, Subject } from './subject.ts'

/** Lines as no formatter would leave them. Each template line is told once, in however many projects it is. */
export function lintText({ features, renderings }: Subject): readonly Fault[] {
  const own = new Set(features.flatMap(({ files, fragments }) => [...files, ...fragments].map(({ path }) => path)))
  const faults = renderings.flatMap(({ files }) =>
    [...files].flatMap(([target, lines]) =>
      lines.filter(({ path }) => own.has(path)).flatMap((line) => judge(target, line)),
    ),
  )
  return [...new Map(faults.map((fault) => [`${fault.path}:${fault.line}`, fault])).values()]
}

function judge(target: string, { path, number, text }: RenderedLine): readonly Fault[] {
  const at = (message: string, remedy: string): readonly Fault[] => [{ path, line: number, message, remedy }]
  if (/\s$/.test(text)) return at(`it leaves white space at the end of a line of ${target}`, 'take it away')
  if (text.includes('\t') || text.includes('\r'))
    return at(`it leaves a tab or a carriage return in ${target}`, 'use spaces')
  if (target.endsWith('.ts') && text.length > maxWidth) {
    return at(`its line of ${target} is ${text.length} columns wide`, `break it at ${maxWidth}, as the formatter does`)
  }
  return []
}
