import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { PackageManager } from '../model/answers.ts'
import { reasonIn } from './reason.ts'
import { run } from './run.ts'

export interface CheckOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** What the `check` script of a project complains of, a line each; nothing where its compiler is not installed. */
export async function failuresOfCheck(
  root: string,
  packageManager: PackageManager,
  { env, signal }: CheckOptions,
): Promise<readonly string[]> {
  if (!isInstalled(root) || !hasCheck(root)) return []
  const ended = await run(packageManager, ['run', 'check'], { cwd: root, env, signal })
  if (ended.kind !== 'failed') return []
  const lines = stripVTControlCharacters(ended.output).split('\n')
  const complaints = lines.flatMap(complaintIn)
  return complaints.length > 0 ? complaints : [reasonIn(ended.output)]
}

/** Of `src/app.ts(3,5): error TS2304: Cannot find name 'x'.`, and of the form for terminals. */
function complaintIn(line: string): readonly string[] {
  const [, path, row, message] = /^(.+?)[(:](\d+)[,:]\d+\)?(?: - |: )error (?:TS\d+: )?(.*)$/.exec(line) ?? []
  return path === undefined ? [] : [`${path}:${row}: ${message?.replace(/\.$/, '')}`]
}

/** The compiler is there. */
export function isInstalled(root: string): boolean {
  return existsSync(join(root, 'node_modules', 'typescript'))
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
