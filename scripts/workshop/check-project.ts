import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../../src/model/failure.ts'
import { unformattedLine } from '../../test/support/format-line.ts'
import { type Run, run } from '../../test/support/run.ts'
import { complaintsOfCompiler, complaintsOfLinter, complaintsOfTests } from './complaints.ts'
import type { Complaint } from './origins.ts'
import { compiledFolder } from './scratch-project.ts'

/** What the tools complain of. `compiled`: there is code to start. */
export interface Check {
  readonly complaints: readonly Complaint[]
  readonly compiled: boolean
}

/** Type-checks a project as its own tsconfig.json asks, compiles it, and holds it to the rules of the repository. */
export async function checkProject(folder: string): Promise<Check> {
  rmSync(join(folder, compiledFolder), { recursive: true, force: true })
  const compilerOptions = ['--noEmit', 'false', '--outDir', compiledFolder, '--inlineSourceMap', '--pretty', 'false']
  const linterOptions = ['--reporter=github', '--diagnostic-level=error', '--max-diagnostics=none']
  const [compiler, linter] = await Promise.all([
    run(tool('tsc'), compilerOptions, { cwd: folder }),
    run(tool('biome'), ['check', ...linterOptions, '.'], { cwd: folder }),
  ])
  const ofCompiler = found('tsc', compiler, complaintsOfCompiler(compiler.output))
  const ofLinter = found('biome', linter, await placed(complaintsOfLinter(linter.output, folder), folder))
  return { complaints: [...ofCompiler, ...ofLinter], compiled: ofCompiler.length === 0 }
}

/** Runs the tests of a project that was compiled. */
export async function testProject(folder: string): Promise<readonly Complaint[]> {
  const halves = ['first', 'second'].map((half) => `${compiledFolder}/test/halves/${half}.js`)
  const flags = ['--enable-source-maps', '--test', '--test-concurrency=2']
  const outcome = await run(process.execPath, [...flags, ...halves], { cwd: folder })
  return found('node --test', outcome, complaintsOfTests(outcome.output, folder))
}

/** The formatter names the first line of a file, whatever line it complains of. */
function placed(complaints: readonly Complaint[], folder: string): Promise<readonly Complaint[]> {
  return Promise.all(
    complaints.map(async (complaint) => {
      if (!complaint.message.startsWith('format: ')) return complaint
      return { ...complaint, line: await unformattedLine(folder, join(folder, complaint.path)) }
    }),
  )
}

function tool(name: string): string {
  return resolve('node_modules/.bin', name)
}

/** A tool that fails without naming a place is not to pass for one that is content. */
function found(name: string, { status, output }: Run, complaints: readonly Complaint[]): readonly Complaint[] {
  if (status !== 0 && complaints.length === 0) throw new Failure('failed', `${name} failed:\n${output}`)
  return complaints
}
