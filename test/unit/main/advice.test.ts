import { expect, test } from 'vitest'
import { adviceFor } from '../../../src/main/advice.ts'

test('lines that suit every shell stand there once, without a name', () => {
  expect(adviceFor(['posix'], () => ['cd x', 'npm run dev'])).toEqual([{ lines: ['cd x', 'npm run dev'] }])
  expect(adviceFor(['powershell', 'cmd'], () => ['cd x'])).toEqual([{ lines: ['cd x'] }])
})

test('lines that differ name their shells', () => {
  const lines = { powershell: 'a', cmd: 'a', posix: 'b' }
  expect(adviceFor(['powershell', 'cmd', 'posix'], (shell) => [lines[shell]])).toEqual([
    { where: 'PowerShell and cmd', lines: ['a'] },
    { where: 'a POSIX shell', lines: ['b'] },
  ])
})
