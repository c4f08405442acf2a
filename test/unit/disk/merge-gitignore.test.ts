import { expect, test } from 'vitest'
import { mergeGitignore } from '../../../src/disk/merge-gitignore.ts'

const ours = '# what is installed\nnode_modules/\n\n# secrets\n.env\n*.log\n'

test.each([
  ['nothing', '', ours],
  ['all of ours', `x\n${ours}`, `x\n${ours}`],
  ['other lines', 'x\n', `x\n\n${ours}`],
  ['no line end', 'x', `x\n\n${ours}`],
  ['some of ours', '.env\nnode_modules/\n', '.env\nnode_modules/\n\n# secrets\n*.log\n'],
  ['a line of ours with spaces behind it', 'node_modules/  \n.env\n*.log', 'node_modules/  \n.env\n*.log'],
  ['Windows line ends', 'node_modules/\r\n.env\r\n', 'node_modules/\r\n.env\r\n\r\n# secrets\r\n*.log\r\n'],
])('a .gitignore with %s', (_, existing, merged) => {
  expect(mergeGitignore(existing, ours)).toBe(merged)
  expect(mergeGitignore(merged, ours)).toBe(merged)
})
