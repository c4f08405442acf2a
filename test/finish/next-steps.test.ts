import { expect, test } from 'vitest'
import { nextSteps } from '../../src/finish/next-steps.ts'

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
  ['windows', 'x/../y\\', 'cd y'],
  ['windows', 'C:\\', 'cd C:\\'],
  ['windows', 'my-api', 'cd my-api'],
  ['windows', 'C:\\Users\\me\\api', 'cd C:\\Users\\me\\api'],
  ['windows', 'my api', 'cd "my api"'],
  ['windows', 'a&b', 'cd "a&b"'],
] as const)('in a %s shell, %s is quoted where it must be', (shell, directory, line) => {
  expect(nextSteps(directory, 'npm', true, shell)[0]).toBe(line)
})
