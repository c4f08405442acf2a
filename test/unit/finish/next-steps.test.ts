import { expect, test } from 'vitest'
import { nextSteps } from '../../../src/finish/next-steps.ts'

test.each([
  ['npm', false, ['cd my-api', 'npm install', 'npm run dev']],
  ['npm', true, ['cd my-api', 'npm run dev']],
  ['pnpm', false, ['cd my-api', 'pnpm install', 'pnpm run dev']],
  ['yarn', true, ['cd my-api', 'yarn run dev']],
  ['bun', false, ['cd my-api', 'bun install', 'bun run dev']],
] as const)('for %s, installed: %s', (packageManager, installed, steps) => {
  expect(nextSteps('my-api', packageManager, installed, 'posix')).toEqual(steps)
})

test.each(['.', './', './.', '.\\', 'x/..'])('%s needs no cd', (directory) => {
  expect(nextSteps(directory, 'npm', true, 'posix')).toEqual(['npm run dev'])
})

test.each([
  ['posix', '..', 'cd ..'],
  ['posix', '.hidden', 'cd .hidden'],
  ['posix', '/srv/my-api', 'cd /srv/my-api'],
  ['posix', 'my api', "cd 'my api'"],
  ['posix', "it's", "cd 'it'\\''s'"],
  ['posix', '$HOME', "cd '$HOME'"],
  ['posix', '~', "cd '~'"],
  ['posix', 'C:\\x', "cd 'C:\\x'"],
  ['posix', '-x', 'cd ./-x'],
  ['posix', './-x', 'cd ./-x'],
  ['posix', 'x//', 'cd x'],
  ['posix', 'x\\', "cd 'x\\'"],
  ['posix', 'x/.', 'cd x'],
  ['posix', 'x/../y', 'cd y'],
  ['posix', '../x/', 'cd ../x'],
  ['posix', '/', 'cd /'],
] as const)('in a %s shell, %s is quoted where it must be', (shell, directory, line) => {
  expect(nextSteps(directory, 'npm', true, shell)[0]).toBe(line)
})

test.each<[string, readonly string[], (readonly string[])?]>([
  ['.', []],
  ['.\\', []],
  ['x\\..', []],
  ['my-api', ['cd my-api']],
  ['web/api', ['cd web\\api']],
  ['x/../y\\', ['cd y']],
  ['my api', ['cd "my api"']],
  ['a&b', ['cd "a&b"']],
  ['-x', ['cd .\\-x']],
  ['C:\\', ['C:', 'cd C:\\']],
  ['d:/Users/me/api', ['d:', 'cd d:\\Users\\me\\api']],
  ['\\\\server\\share\\my api', ['pushd "\\\\server\\share\\my api"']],
  ['100%', ['cd "100"^%'], ['cd "100%"']],
  ['a$b', ['cd "a$b"'], ["cd 'a$b'"]],
  ['[id]', ['cd "[id]"'], ['cd -LiteralPath "[id]"']],
])('on Windows, %s is reached from cmd and from PowerShell', (directory, cmd, powershell = cmd) => {
  expect(nextSteps(directory, 'npm', true, 'cmd')).toEqual([...cmd, 'npm run dev'])
  expect(nextSteps(directory, 'npm', true, 'powershell')).toEqual([...powershell, 'npm run dev'])
})
