import { expect, test } from 'vitest'
import { reasonIn } from '../../../src/finish/reason.ts'

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
  [
    "npm error code ENOTEMPTY\nnpm error syscall rename\nnpm error path /a\nnpm error dest /b\nnpm error errno -39\nnpm error ENOTEMPTY: directory not empty, rename '/a' -> '/b'",
    "ENOTEMPTY: directory not empty, rename '/a' -> '/b'",
  ],
  [
    "npm error code EACCES\nnpm error path /a\nnpm error errno -13\nnpm error Error: EACCES: permission denied, mkdir '/a'\nnpm error     at async mkdir",
    "EACCES: permission denied, mkdir '/a'",
  ],
  [
    'npm error code 127\nnpm error path /a/node_modules/x\nnpm error command failed\nnpm error command sh -c build\nnpm error sh: 1: build: not found',
    'sh: 1: build: not found',
  ],
  ['npm error code 1\nnpm error path /a\nnpm error command failed\nnpm error command sh -c build', 'code 1'],
  ['npm error path /a\nnpm error command failed\nnpm error signal SIGKILL', 'command failed'],
  [
    'Your cache folder contains root-owned files\nA complete log of this run can be found in: /home/ada/.npm/_logs/x.log',
    'Your cache folder contains root-owned files',
  ],
  [
    'npm ERR! code EIO\nnpm ERR! A complete log of this run can be found in:\nnpm ERR!     /home/ada/.npm/_logs/x-debug.log',
    'EIO',
  ],
  [
    'ENOSPC: no space left on device, write\n/home/ada/.npm/_logs/2026-debug-0.log\n',
    'ENOSPC: no space left on device, write',
  ],
  ['npm error code E401\nUnable to authenticate\nhttps://registry.example.com/x\n', 'Unable to authenticate'],
  ['Access is denied\nC:\\Users\\Ada Byron\\npm-cache\\_logs\\x.log', 'Access is denied'],
  ['/bin/sh: 1: node-gyp: not found', '/bin/sh: 1: node-gyp: not found'],
  ['➤ YN0000: · Yarn 4\n➤ YN0085: │ + x@npm:1\n➤ YN0013: │ 2 packages were added\n➤ YN0001: │ Error: no way', 'no way'],
  ['npm error Missing script: "x"', 'Missing script: "x"'],
  ['error while loading shared libraries: libz.so.1', 'error while loading shared libraries: libz.so.1'],
  ['first\nlast words.\n', 'last words'],
  ['', 'it ended without a word'],
])('%j', (output, reason) => {
  expect(reasonIn(output)).toBe(reason)
})
