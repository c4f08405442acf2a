import { expect, test } from 'vitest'
import { replayCommand } from '../../../src/answers/replay-command.ts'
import type { Answers, Resolved, Shell } from '../../../src/model/answers.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { pack } from '../../support/menu-pack.ts'

const answers: Answers = {
  name: 'shop',
  features: ['crates', 'root', 'web'],
  resources: ['apples colour', 'staff/employee level:enum=a,b:optional'].map(resourceLanguage.parse),
  options: { web: { dir: 'public', depth: '-3', motto: "it's $5 a `day`", mood: '' } },
  node: 22,
  packageManager: 'npm',
}
const resolved: Resolved = { answers, directory: 'my shop', install: false, git: true, notes: [] }

function replay(changes: Partial<Resolved>, shell: Shell = 'posix'): string {
  return replayCommand(pack, { ...resolved, ...changes }, shell, resourceLanguage)
}

test('the command spells every answer out, for a POSIX shell', () => {
  expect(replay({})).toBe(
    "npm create raw-http-app@1.2.3 'my shop' -- --features crates,root,web --crates 'apples colour:string' " +
      "--crates 'staff/employee level:enum=a,b:optional' --web-dir public --web-depth=-3 " +
      "--web-motto 'it'\\''s $5 a `day`' --web-mood= --name shop --node 22 --pm npm --no-install --git",
  )
})

test.each<[Shell, string]>([
  ['cmd', '"it\'s $5 a `day`"'],
  ['powershell', "'it''s $5 a `day`'"],
])('and for %s', (shell, motto) => {
  expect(replay({}, shell)).toBe(
    'npm create raw-http-app@1.2.3 "my shop" "--" --features "crates,root,web" --crates "apples colour:string" ' +
      '--crates "staff/employee level:enum=a,b:optional" --web-dir public "--web-depth=-3" ' +
      `--web-motto ${motto} --web-mood= --name shop --node 22 --pm npm --no-install --git`,
  )
})

const bare: Answers = { ...answers, features: [], resources: [], options: {} }

test.each([
  ['npm', 'npm create raw-http-app@1.2.3 x -- --features='],
  ['pnpm', 'pnpm create raw-http-app@1.2.3 x --features='],
  ['yarn', 'npx create-raw-http-app@1.2.3 x --features='],
  ['bun', 'bunx create-raw-http-app@1.2.3 x --features='],
] as const)('with %s it starts %s', (packageManager, start) => {
  expect(replay({ directory: 'x', answers: { ...bare, packageManager }, install: true, git: false })).toBe(
    `${start} --name shop --node 22 --pm ${packageManager} --install --no-git`,
  )
})

test.each([
  ['-x', './-x'],
  ['features', './features'],
  ['add', './add'],
  ['completion/', './completion'],
  ['x/', 'x'],
  ['x//', 'x'],
  ['/', '/'],
  ['../x', '../x'],
  ["it's", "'it'\\''s'"],
  ['日本', "'日本'"],
])('directory %s is printed as %s', (directory, printed) => {
  expect(replay({ directory, answers: bare })).toMatch(`npm create raw-http-app@1.2.3 ${printed} -- `)
})

test.each([
  ['C:\\my apps\\', '"C:\\my apps"'],
  ['C:\\', 'C:\\'],
  ['..\\x', '..\\x'],
])('on Windows directory %s is printed as %s', (directory, printed) => {
  for (const shell of ['cmd', 'powershell'] as const) {
    expect(replay({ directory, answers: bare }, shell)).toContain(`@1.2.3 ${printed} "--" `)
  }
})
