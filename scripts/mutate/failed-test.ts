import { existsSync, readFileSync } from 'node:fs'

/** What is read of the JSON report of vitest. */
interface Report {
  readonly testResults: readonly {
    /** The path of the file. */
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

export interface FailedTest {
  readonly file: string
  readonly name: string
}

/**
 * The first test that failed, in a file with the JSON report of vitest. The report on a terminal counts the files that were
 * cancelled because of it among those that failed; this one does not.
 */
export function failedTest(report: string): FailedTest | undefined {
  if (!existsSync(report)) return undefined
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const file = testResults.find(({ status }) => status === 'failed')
  if (file === undefined) return undefined
  const test = file.assertionResults.find(({ status }) => status === 'failed')
  return { file: file.name, name: test?.fullName ?? file.message?.split('\n')[0] ?? '' }
}
