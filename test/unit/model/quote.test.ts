import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { quote } from '../../../src/model/quote.ts'
import { readByCmd, readByPowerShell } from './windows-shells.ts'

const words = [
  ...['', 'my-api', 'my api', '--', '-', '-x', '--features=', '--web-depth=-3', '--a.b', '-a:b', '@scope/name'],
  ...['a,b', 'todos title:string at:enum=a,b', '22', '007', '10mb', '1.5', '.5', '0x10', '9999999999', '+1', '.', '..'],
  ...['C:\\my apps\\', 'C:\\', '..\\x', '\\\\server\\share', 'a\\"b', 'ends\\', '[id]', '{x}', '(x)', '#x', 'x#', '~'],
  ...[
    '$HOME',
    '`id`',
    '$(id)',
    '%PATH%',
    '%',
    '100%',
    'a%PATH%b c',
    '^x',
    'a^&b',
    'a&b',
    'a|b',
    '<x>',
    ';',
    '!x',
    '!!',
  ],
  ...["it's", '"it"', 'a "b" c', '‘x’', 'Bob’s', '“x”', '„x', 'ü', '日本', '*', '?', 'a=b', '=ls', 'true', 'a\'"`$%b'],
]

const variables = { PATH: 'gone wrong' }

test.each(words)('cmd reads back %j', (word) => {
  expect(readByCmd(`npm ${quote(word, 'cmd')} x`, variables)).toEqual(['npm', word, 'x'])
})

test.each(words)('PowerShell reads back %j', (word) => {
  expect(readByPowerShell(`npm ${quote(word, 'powershell')} x`)).toEqual(['npm', word, 'x'])
})

test.each([
  ['my-api', 'my-api'],
  ['my api', '"my api"'],
  ['--', '"--"'],
  ['cors,docs', '"cors,docs"'],
  ['C:\\apps\\x', 'C:\\apps\\x'],
  ['todos title:string', '"todos title:string"'],
])('%j looks the same in both shells of Windows', (word, line) => {
  expect([quote(word, 'cmd'), quote(word, 'powershell')]).toEqual([line, line])
})

test.each([
  ['100%', '"100"^%', '"100%"'],
  ['$x', '"$x"', "'$x'"],
  ['Bob’s', '"Bob’s"', '"Bob’s"'],
  ['a`b’', '"a`b’"', "'a`b’’'"],
])('%j is for each of them to be written its own way', (word, cmd, powershell) => {
  expect([quote(word, 'cmd'), quote(word, 'powershell')]).toEqual([cmd, powershell])
})

describe.each(['sh', 'bash', 'zsh', 'fish'])('%s', (shell) => {
  // In fish, a backslash ahead of a quote or another one is no POSIX matter.
  const common = shell === 'fish' ? words.filter((word) => !/\\(?:\\|'|$)/.test(word)) : words
  test.skipIf(!isHere(shell))('reads back every word', () => {
    const line = `printf '%s\\0' ${common.map((word) => quote(word, 'posix')).join(' ')}`
    const output = execFileSync(shell, ['-c', line], { encoding: 'utf8' })
    expect(output.split('\0').slice(0, -1)).toEqual(common)
  })
})

function isHere(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
