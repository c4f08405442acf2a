import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Failure } from '../model/failure.ts'
import { quote } from '../model/quote.ts'
import { reasonIn } from './reason.ts'
import { type Spawned, spawnProgram } from './spawn-program.ts'

/** The sides of a merge that are ours. */
type Side = 'base' | 'next'
type Texts = Readonly<Record<Side, ReadonlyMap<string, string>>>

export interface FormatterOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly platform: NodeJS.Platform
  /** In place of the formatter that is found in the project. */
  readonly command: string | undefined
  /** A folder inside of the project for copies, so that its settings hold for them. */
  readonly stage: () => string
}

/** A program of the project that formats files in place, and one from its input to its output. */
interface Tool {
  readonly file: string
  readonly inPlace: readonly string[]
  readonly fromInput: (path: string) => readonly string[]
}

/** What formatters know; of all else they would make an error. */
const formattable = /\.(?:[cm]?[jt]s|jsonc?|css|html|md|ya?ml)$/

/**
 * Formats texts as the project's own formatter does: Biome or Prettier where it has one, or a command that is named.
 * Returns undefined where there is none. Throws a Failure where the command that is named fails.
 */
export async function formatTexts(root: string, texts: Texts, options: FormatterOptions): Promise<Texts | undefined> {
  const { command } = options
  const tool = command === undefined ? toolIn(root, options.platform) : undefined
  if (command === undefined && tool === undefined) return undefined
  const copies = layCopies(texts, options.stage())
  if (copies.length === 0) return undefined
  const paths = copies.map(({ copy }) => copy)
  const ended = await start(root, options, tool, command, paths)
  if (!ended.isDone && command !== undefined) {
    throw new Failure(
      'failed',
      `--format ${JSON.stringify(command)} failed: ${reasonIn(ended.output)}; nothing was changed\n` +
        'Name a command that formats the files behind it in place',
    )
  }
  const formatted = copies.map((one) => ({ ...one, text: readFileSync(one.copy, 'utf8') }))
  const isIgnored = tool !== undefined && formatted.every(({ text, source }) => text === source)
  return collect(texts, isIgnored ? await formatInputs(root, options, tool, copies) : formatted)
}

interface Copy {
  readonly side: Side
  readonly path: string
  readonly source: string
  readonly copy: string
}

function layCopies(texts: Texts, stage: string): readonly Copy[] {
  return (['base', 'next'] as const).flatMap((side) =>
    [...texts[side]].flatMap(([path, source]) => {
      if (!formattable.test(path)) return []
      const copy = join(stage, side, path)
      mkdirSync(dirname(copy), { recursive: true })
      writeFileSync(copy, source)
      return [{ side, path, source, copy }]
    }),
  )
}

function start(
  root: string,
  { env, signal, platform }: FormatterOptions,
  tool: Tool | undefined,
  command: string | undefined,
  paths: readonly string[],
): Promise<Spawned> {
  if (tool !== undefined) return spawnProgram(tool.file, [...tool.inPlace, ...paths], { cwd: root, env, signal }).ended
  const line = [command ?? '', ...paths.map((path) => quote(path, platform === 'win32' ? 'cmd' : 'posix'))].join(' ')
  const own = join(root, 'node_modules', '.bin')
  return spawnProgram(line, [], {
    ...{ cwd: root, env: { ...env, PATH: `${own}${delimiter}${env.PATH ?? ''}` }, signal, shell: true },
  }).ended
}

/** Settings that leave our folder out hold for copies in it; for what comes by the input, the path that is named counts. */
async function formatInputs(
  root: string,
  { env, signal }: FormatterOptions,
  tool: Tool,
  copies: readonly Copy[],
): Promise<readonly (Copy & { readonly text: string })[]> {
  const formatted: (Copy & { readonly text: string })[] = []
  for (const one of copies) {
    const { ended } = spawnProgram(tool.file, tool.fromInput(one.path), { cwd: root, env, signal, input: one.source })
    const { isDone, stdout } = await ended
    formatted.push({ ...one, text: isDone && stdout !== '' ? stdout : one.source })
    // One that leaves the first few as they are leaves all of them.
    if (formatted.length === 3 && formatted.every(({ text, source }) => text === source)) return formatted
  }
  return formatted
}

function collect(texts: Texts, formatted: readonly (Copy & { readonly text: string })[]): Texts {
  const of = (side: Side) =>
    new Map([
      ...texts[side],
      ...formatted.filter((one) => one.side === side).map(({ path, text }) => [path, text] as const),
    ])
  return { base: of('base'), next: of('next') }
}

function toolIn(root: string, platform: NodeJS.Platform): Tool | undefined {
  const programOf = (name: string) => {
    const file = join(root, 'node_modules', '.bin', platform === 'win32' ? `${name}.cmd` : name)
    return existsSync(file) ? file : undefined
  }
  const biome = programOf('biome')
  if (biome !== undefined && ['biome.json', 'biome.jsonc'].some((name) => existsSync(join(root, name)))) {
    const quiet = ['--no-errors-on-unmatched', '--files-ignore-unknown=true']
    return {
      file: biome,
      inPlace: ['format', '--write', ...quiet],
      fromInput: (path) => ['format', `--stdin-file-path=${path}`],
    }
  }
  const prettier = programOf('prettier')
  if (prettier === undefined) return undefined
  return {
    file: prettier,
    inPlace: ['--write', '--ignore-unknown', '--log-level=error'],
    fromInput: (path) => ['--stdin-filepath', path],
  }
}
