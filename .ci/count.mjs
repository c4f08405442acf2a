import { readFileSync } from 'node:fs'

// `node count.mjs <vitest's JSON report> <exit status of the run>` prints the closing line.
const [, , path, status] = process.argv
const text = readFileSync(path, 'utf8')
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text)

const unloadable = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
)
const counted = report.numFailedTests + unloadable.length
// The install, the check or the run itself can fail where no test does.
const failed = counted === 0 && status !== '0' ? 1 : counted
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
