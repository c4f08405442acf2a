import { expect, test } from 'vitest'
import { reasonIn } from '../../src/finish/reason.ts'

test.each([
  [
    'npm error code ETARGET\nnpm error notarget No matching version found for x@9.\nnpm error A complete log',
    'No matching version found for x@9',
  ],
  ['npm ERR! code E404\nnpm ERR! 404 Not Found - GET https://r/x\n', 'Not Found - GET https://r/x'],
  ['npm error code ENOTFOUND\nnpm error network request to https://r/x failed', 'request to https://r/x failed'],
  [' ERR_PNPM_NO_MATCHING_VERSION  No version of x\n\nThis happened', 'No version of x'],
  ['bun install v1\nerror: x failed to resolve\n', 'x failed to resolve'],
  ['info No lockfile found.\nerror Couldn\'t find "x"\ninfo Visit', 'Couldn\'t find "x"'],
  ['➤ YN0000: · Yarn 4\n➤ YN0016: │ x: no tag\n➤ YN0000: └ Completed', 'x: no tag'],
  ['Usage Error: The nearest package\n\n$ yarn install', 'The nearest package'],
  ['\u001B[31mfatal: cannot mkdir\u001B[39m\n', 'cannot mkdir'],
  ['first\nlast words.\n', 'last words'],
  ['', 'it ended without a word'],
])('%j', (output, reason) => {
  expect(reasonIn(output)).toBe(reason)
})
