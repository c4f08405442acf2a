import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { wrongRequest } from '../../model/failure.ts'
import { isMigration } from '../../model/migration.ts'
import { printable } from '../../model/printable.ts'
import { type OwnLine, ownLines } from '../../plan/own-changes.ts'
import { featureAt, originsOf } from '../../render/origins.ts'
import { renderLinesWith } from '../../render/render-with.ts'
import type { Line } from '../../render/template.ts'
import type { World } from '../world.ts'
import { namedPath } from './named-path.ts'
import { type OpenProject, openProject } from './open-project.ts'
import { checkVersion, renderBase } from './renderings.ts'
import { verbDocument } from './show.ts'

interface Row {
  readonly number: number
  readonly text: string
  readonly isYours: boolean
  /** Template lines, as `path:line`; none of a line of the user's, and of one that sets features apart. */
  readonly origins: readonly string[]
  readonly features: readonly string[]
  readonly replaced: readonly string[]
}

/** `explain`: which feature wrote a line, at which template line, and what the user changed. */
export async function explainLines(world: World, request: VerbRequest, run: RunOptions): Promise<undefined> {
  const { pack, stdout } = world
  const project = openProject(world, request, false)
  checkVersion(project.record, pack, request.verb)
  const { files: base } = await renderBase(world, project)
  const [, word = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(request.words[0] ?? '') ?? []
  const path = namedPath(project.files.root, word)
  const made = renderLinesWith(await world.loadTemplates(), pack, project.answers, project.history)
  const found = made.get(path)
  // A migration may be one that another version wrote.
  const isOther = isMigration(path) && found?.map(({ text }) => `${text}\n`).join('') !== base.get(path)
  const lines = isOther ? undefined : found
  const place = path === '.' ? undefined : project.files.look(path)
  if (lines === undefined && place?.kind !== 'file') {
    throw wrongRequest(`the project has no file ${JSON.stringify(word)}${didYouMean(path, made.keys())}`)
  }
  const rows = rowsOf(world, lines ?? [], place?.kind === 'file' ? Buffer.from(place.bytes).toString('utf8') : '')
  const chosen = choose(rows, path, wanted)
  if (run.json) {
    stdout.write(verbDocument('explain', project.record.version, project.answers, [], { path, lines: chosen }))
  } else stdout.write(printable(describe(world, project, path, lines, chosen, wanted !== undefined)))
}

function rowsOf({ pack }: World, made: readonly Line[], source: string): readonly Row[] {
  const texts = made.map(({ text }) => text)
  return ownLines(texts, source).map(({ text, made: from, replaced = [] }: OwnLine, index) => {
    const origins = from === undefined ? [] : originsOf(made[from])
    const features = [...new Set(origins.map((origin) => featureAt(pack, origin)?.id ?? ''))].filter((id) => id !== '')
    return { number: index + 1, text, isYours: from === undefined, origins, features, replaced }
  })
}

function choose(rows: readonly Row[], path: string, wanted: string | undefined): readonly Row[] {
  if (wanted === undefined) return rows
  const row = rows[Number(wanted) - 1]
  if (row !== undefined) return [row]
  throw wrongRequest(`${path} has the lines 1 to ${rows.length}, and no line ${wanted}`)
}

function describe(
  { pack }: World,
  { files, record }: OpenProject,
  path: string,
  made: readonly Line[] | undefined,
  rows: readonly Row[],
  isOne: boolean,
): string {
  if (made === undefined && record.files[path] !== undefined) {
    return `${path} was written by another version, and stays as it is.\n`
  }
  if (made === undefined) return `${path} is yours: no feature wrote it.\n`
  if (files.look(path).kind !== 'file') return `${path} was made from ${made[0]?.path}, and deleted by you.\n`
  return isOne ? rows.map((row) => describeOne(row)).join('') : table(rows)

  function describeOne({ number, text, isYours, origins, replaced }: Row): string {
    const head = `${path}:${number} | ${text}`
    if (origins.length > 0) return [head, ...origins.map((origin) => `  ${owner(origin)}: ${origin}`), ''].join('\n')
    if (!isYours) return `${head}\n  sets apart what features wrote\n`
    const before = replaced.map((line) => `  in place of | ${line}`)
    return [head, '  yours', ...before, ''].join('\n')
  }

  function owner(origin: string): string {
    const feature = featureAt(pack, origin)
    return feature === undefined ? 'made' : `${feature.id} (${feature.manifest.hint})`
  }
}

function table(rows: readonly Row[]): string {
  const nameOf = ({ origins, isYours }: Row) => origins[0] ?? (isYours ? 'yours' : '')
  const width = Math.max(0, ...rows.map((row) => nameOf(row).length))
  const digits = String(rows.length).length
  const lines = rows.flatMap((row) => [
    `${nameOf(row).padEnd(width)}  ${String(row.number).padStart(digits)} | ${row.text}`.trimEnd(),
    ...row.origins.slice(1),
  ])
  return lines.map((line) => `${line}\n`).join('')
}
