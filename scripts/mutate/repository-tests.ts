import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { failedTest } from './failed-test.ts'
import type { Mutant } from './mutant.ts'
import { firstFailure } from './run-until.ts'

const timeoutMs = 300_000

// Not the golden trees: they differ after any change, and whoever writes them anew would write the fault down.
const packTests = [
  'test/unit/pack/manifests.test.ts',
  'test/unit/render/no-trace.test.ts',
  'test/repository/templates',
  'test/project/generated/text.test.ts',
  'test/project/generated/readme.test.ts',
]
const readmeTest = 'test/repository/scripts/readme.test.ts'

/**
 * Runs the tests of this repository that could notice a fault in templates, on the faulty ones. Resolves to the first
 * that fails, if it does not fail on sound ones as well; `red` are left out.
 */
export async function repositoryTests(
  { feature, kind, path }: Mutant,
  { faulty, sound, red }: { readonly faulty: string; readonly sound: string; readonly red: readonly string[] },
): Promise<string | undefined> {
  const isSeenByClients = kind === 'function' || path.includes('/slots/src/')
  for (const step of [
    [...packTests, ...(kind === 'manifest' ? [readmeTest] : [])],
    isSeenByClients ? httpTests(feature) : [],
  ]) {
    const files = step.filter((file) => !red.includes(file))
    const failed = await run(files, faulty)
    if (failed === undefined) continue
    const again = failed.file === undefined ? files : [failed.file]
    if ((await run(again, sound)) === undefined) return `this repository's tests: ${failed.what}`
  }
  return undefined
}

/** Those of the same tests that fail on sound templates: they could notice nothing. */
export async function failingTests(templates: string): Promise<readonly string[]> {
  const red: string[] = []
  for (const path of [...packTests, readmeTest]) if ((await run([path], templates)) !== undefined) red.push(path)
  return red
}

interface Failed {
  /** Undefined where the run as a whole failed, as when it took too long. */
  readonly file?: string
  readonly what: string
}

async function run(files: readonly string[], templates: string): Promise<Failed | undefined> {
  if (files.length === 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'create-raw-http-app-report-'))
  try {
    const report = join(folder, 'report.json')
    const args = ['run', '--bail', '1', '--reporter', 'json', '--outputFile', report, ...files]
    const options = { cwd: resolve('.'), env: { TEMPLATES_FOLDER: templates }, timeoutMs }
    const reason = await firstFailure(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), ...args], options)
    if (reason === undefined) return undefined
    const test = failedTest(report)
    return test === undefined
      ? { what: reason }
      : { file: test.file, what: `${relative('.', test.file)}: ${test.name}` }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** HTTP tests that name the feature. */
function httpTests(feature: string): readonly string[] {
  return readdirSync('test/project/http')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test/project/http', name))
    .filter((path) => readFileSync(path, 'utf8').includes(`'${feature}'`))
}
