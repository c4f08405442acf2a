import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Run, run } from './run.ts'

const runAll = 'for (const file of process.argv.slice(1)) await import(file)'

interface Choice {
  /** Names of files such as `http.test`; all of them if not given. */
  readonly files?: readonly string[]
  /** Milliseconds: 280,000 if not given, for a busy machine. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the compiled tests of a project in one process, of this Node or of the program that is given. */
export function runCompiledTests(folder: string, program = process.execPath, choice: Choice = {}): Promise<Run> {
  return runTests(folder, '.tests/test', program, choice)
}

/** Runs the tests of a project as they are, on a Node that runs TypeScript. */
export function runSourceTests(folder: string, program: string, choice: Choice = {}): Promise<Run> {
  return runTests(folder, 'test', program, choice)
}

function runTests(folder: string, below: string, program: string, { files, ...options }: Choice): Promise<Run> {
  const tests = join(folder, below)
  const urls = readdirSync(tests)
    .filter((name) => /\.test\.[jt]s$/.test(name) && (files?.includes(name.slice(0, -'.ts'.length)) ?? true))
    .map((name) => pathToFileURL(join(tests, name)).href)
  return run(program, ['--input-type=module', '--eval', runAll, ...urls], { cwd: folder, timeout: 280_000, ...options })
}

/** What went wrong, out of the long output of node:test. */
export function failuresIn({ status, output }: Run): string {
  const lines = output.split('\n')
  const failed = lines.flatMap((line, index) => (/^\s*(not ok|✖)/.test(line) ? lines.slice(index, index + 20) : []))
  return [`exit status ${status}`, ...(failed.length > 0 ? failed : lines.slice(-40))].join('\n')
}

/** How many tests ran, by the closing lines of node:test. */
export function testsRun({ output }: Run): number {
  return Number(/^(?:#|ℹ) tests (\d+)$/m.exec(output)?.[1] ?? 0)
}
