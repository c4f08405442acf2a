import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { PackageManager } from '../model/answers.ts'
import { reasonIn } from './reason.ts'
import { run } from './run.ts'

export interface CheckOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** How long it may take: 5 minutes if not given. */
  readonly limitMs?: number
}

/** What came of the `check` script of a project. */
export interface Checked {
  /** What it reports, a line each. */
  readonly failures: readonly string[]
  /** Why it was not run. */
  readonly unchecked?: string
}

export const notInstalled = 'its packages are not installed'

/** Runs the `check` script of a project where its compiler is installed. Throws the reason of a signal that aborts it. */
export async function checkProject(
  root: string,
  packageManager: PackageManager,
  { env, signal, limitMs = 300_000 }: CheckOptions,
): Promise<Checked> {
  if (!existsSync(join(root, 'node_modules', 'typescript'))) {
    return { failures: [], unchecked: notInstalled }
  }
  if (!hasCheck(root)) return { failures: [], unchecked: 'package.json has no script "check"' }
  const ended = await withLimit(signal, limitMs, (limited) =>
    run(packageManager, ['run', 'check'], { cwd: root, env, signal: limited }),
  )
  signal.throwIfAborted()
  if (ended.kind === 'missing') return { failures: [], unchecked: `${packageManager} was not found` }
  if (ended.kind === 'cancelled') {
    return { failures: [`the script "check" was ended after ${limitMs / 1000} seconds`] }
  }
  return { failures: ended.kind === 'done' ? [] : failuresIn(ended.output) }
}

/** Node 20 forgets an AbortSignal.timeout() that only AbortSignal.any() holds. */
async function withLimit<Result>(
  signal: AbortSignal,
  limitMs: number,
  work: (limited: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, limitMs)
  signal.addEventListener('abort', abort, { once: true })
  try {
    if (signal.aborted) abort()
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

function failuresIn(output: string): readonly string[] {
  const lines = stripVTControlCharacters(output).split('\n')
  const complaints = lines.flatMap(complaintIn)
  return complaints.length > 0 ? complaints : [reasonIn(output)]
}

/** Of `src/app.ts(3,5): error TS2304: Cannot find name 'x'.`, and of the form for terminals. */
function complaintIn(line: string): readonly string[] {
  const [, path, row, message] = /^(.+?)[(:](\d+)[,:]\d+\)?(?: - |: )error (?:TS\d+: )?(.*)$/.exec(line) ?? []
  return path === undefined ? [] : [`${path}:${row}: ${message?.replace(/\.$/, '')}`]
}

function hasCheck(root: string): boolean {
  const path = join(root, 'package.json')
  if (!existsSync(path)) return false
  try {
    const json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as { scripts?: { check?: unknown } }
    return typeof json.scripts?.check === 'string'
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
