import { expect, test } from 'vitest'
import { withRecord } from '../../../src/record/print-record.ts'
import { everything, realPack } from '../../support/real-pack.ts'

const answers = { ...everything(realPack, 24), features: ['a', 'b'], resources: [], options: {} }
const files = new Map([
  ['package.json', '{}\n'],
  ['.a', 'a\n'],
])

test('the record is one of the files, sorted, and names every other with its digest', () => {
  const all = withRecord({ version: '1.2.3', answers }, files, (text) => `digest of ${JSON.stringify(text)}`)
  expect([...all.keys()]).toEqual(['.a', '.raw-http-app.json', 'package.json'])
  expect(all.get('.raw-http-app.json')).toBe(`{
  "version": "1.2.3",
  "answers": {
    "name": "my-api",
    "features": ["a", "b"],
    "resources": [],
    "options": {},
    "node": 24,
    "packageManager": "npm"
  },
  "files": {
    ".a": "digest of \\"a\\\\n\\"",
    "package.json": "digest of \\"{}\\\\n\\""
  }
}
`)
})

test('a list that is too long for a line has a value on each line', () => {
  const features = Array.from({ length: 20 }, (_, index) => `feature-${index}`)
  const record = withRecord({ version: '1', answers: { ...answers, features } }, files, () => '').get(
    '.raw-http-app.json',
  )
  expect(record).toContain('\n    "features": [\n      "feature-0",\n')
  expect(JSON.parse(record ?? '').answers.features).toEqual(features)
})
