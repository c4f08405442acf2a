import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Run, run } from './run.ts'

const runAll = 'for (const file of process.argv.slice(1)) await import(file)'

interface Choice {
  /** Names of files such as `http.test`; all of them if not given. */
  readonly files?: readonly string[]
  /** How many processes share the files; one if not given. */
  readonly processes?: number
  /** Milliseconds: 280,000 if not given, for a busy machine. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the compiled tests of a project, with this Node or the program that is given: a process for each file takes several times as long. */
export function runCompiledTests(folder: string, program = process.execPath, choice: Choice = {}): Promise<Run> {
  return runTests(folder, '.tests/test', program, choice)
}

/** Runs the tests of a project as they are, on a Node that runs TypeScript. */
export function runSourceTests(folder: string, program: string, choice: Choice = {}): Promise<Run> {
  return runTests(folder, 'test', program, choice)
}

async function runTests(folder: string, below: string, program: string, choice: Choice): Promise<Run> {
  const { files, processes = 1, ...options } = choice
  const tests = join(folder, below)
  const urls = readdirSync(tests)
    .filter((name) => /\.test\.[jt]s$/.test(name) && (files?.includes(name.slice(0, -'.ts'.length)) ?? true))
    .map((name) => pathToFileURL(join(tests, name)).href)
  const parts = Array.from({ length: processes }, (_, part) => urls.filter((__, at) => at % processes === part))
  const runs = await Promise.all(
    parts.map((part) =>
      run(program, ['--input-type=module', '--eval', runAll, ...part], { cwd: folder, timeout: 280_000, ...options }),
    ),
  )
  const failed = runs.find(({ status }) => status !== 0)
  return { status: failed === undefined ? 0 : failed.status, output: runs.map(({ output }) => output).join('\n') }
}

/** What went wrong, out of the long output of node:test. */
export function failuresIn({ status, output }: Run): string {
  const lines = output.split('\n')
  const failed = lines.flatMap((line, index) => (/^\s*(not ok|✖)/.test(line) ? lines.slice(index, index + 20) : []))
  return [`exit status ${status}`, ...(failed.length > 0 ? failed : lines.slice(-40))].join('\n')
}

/** How many tests ran, by the closing lines of node:test. */
export function testsRun({ output }: Run): number {
  return [...output.matchAll(/^(?:#|ℹ) tests (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
}
