import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { realPack } from '../../support/real-pack.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { keys } from '../../unit/prompts/fake-terminal.ts'
import { hasTerminals, PseudoTerminal, type TerminalOptions } from './pseudo-terminal.ts'
import { type Answer, give, type Manner, manners, ready } from './steps.ts'

buildFirst()

const answer = (asks: string, screen: readonly string[], line: string): Answer => ({ asks, screen, line })

/** Every question, with what most people would answer. */
const dialogue: readonly Answer[] = [
  answer('Where should the project go?', ['my-api', keys.enter], 'my-api'),
  answer('What should it start with?', [keys.up, keys.up, keys.enter], 'choose myself'),
  answer(
    'Which features?',
    ['a', keys.enter],
    choosable(realPack)
      .map((_, at) => at + 1)
      .join(','),
  ),
  answer('Where are they kept?', [keys.enter], ''),
  answer('Which folder holds the files?', [keys.enter], ''),
  answer('Which resource?', ['notes title:string', keys.enter], 'notes title:string'),
  answer('Another resource?', [keys.enter], ''),
  answer('Which package manager?', [keys.enter], ''),
  answer('Run npm install?', ['y'], 'yes'),
  answer('Start a git repository?', ['n'], 'no'),
  answer('Write it?', [keys.enter], ''),
]

/** A run in which npm is a script of ours that takes its time. */
function start(args: readonly string[], options: Omit<TerminalOptions, 'cwd'> = {}) {
  const cwd = scratchFolder()
  const bin = join(scratchFolder(), 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\nsleep 1.3\nmkdir -p node_modules/typescript node_modules/@types/node\n')
  chmodSync(join(bin, 'npm'), 0o755)
  const env = { PATH: `${bin}:${process.env.PATH}`, ...options.env }
  return { cwd, terminal: new PseudoTerminal(args, { ...options, cwd, env }) }
}

describe.skipIf(!hasTerminals)('in a real terminal', () => {
  test.each([80, 40])('the whole dialogue fits %i columns, and makes a project', async (columns) => {
    const { cwd, terminal } = start([], { columns })
    for (const turn of dialogue) {
      await ready(terminal, 'screen', turn.asks)
      expect(terminal.tooLong).toEqual([])
      terminal.press(...turn.screen)
    }
    await terminal.until((screen) => screen.join('\n').includes('npm install (1 s)'), 'the time that npm takes')
    expect(await terminal.left()).toEqual({ status: 0, isRestored: true, showsCursor: true })
    expect(Object.keys(filesBelow(cwd))).toContain('my-api/src/server.ts')
    expect(terminal.lines.join('\n')).toMatch(
      /◇ {2}Wrote \d+ files to my-api\n◇ {2}npm install \(1 s\)\n│\n└\n\nNext steps\n/,
    )
    // Commands stay on one line, however long: broken ones could not be copied.
    for (const line of terminal.tooLong) expect(terminal.lines.slice(terminal.lines.indexOf('└'))).toContain(line)
  })

  test('the summary says what will be written, in columns', async () => {
    const { terminal } = start(['my-api', '--preset=static', '--pm=npm', '--no-git', '--node=22'])
    await give(terminal, 'screen', [answer('Which folder', [keys.enter], ''), answer('Run npm install?', ['n'], '')])
    await ready(terminal, 'screen', 'Write it?')
    const from = terminal.screen.indexOf('◇  Ready to write')
    expect(terminal.screen.slice(from).map((line) => line.replace(/\d{2,}$/, 'N'))).toEqual([
      '◇  Ready to write',
      '│  directory:    my-api',
      '│  package:      my-api',
      '│  features:     Graceful shutdown, Request log, Security headers, Static files',
      '│  runs on:      Node 22 and later',
      '│  files:        N',
      '│  lines:        N',
      '│  dependencies: 0',
      '│',
      '◆  Write it?',
      '│  ● Yes',
      '│  ○ No',
      '└  Y or N answers · Enter confirms · ← back · Esc cancels',
    ])
    terminal.press('n')
    expect(await terminal.left()).toMatchObject({ status: 130, isRestored: true })
  })

  test('going back shows the question before as it was, on the same lines', async () => {
    const { terminal } = start([], { rows: 60 })
    const seen: (readonly string[])[] = []
    for (const turn of dialogue.slice(0, -1)) {
      await ready(terminal, 'screen', turn.asks)
      seen.push(terminal.screen)
      terminal.press(...turn.screen)
    }
    for (const [index, { asks }] of [...dialogue.entries()].reverse()) {
      await ready(terminal, 'screen', asks)
      expect(terminal.screen.length).toBeGreaterThan(3)
      const before = seen[index]
      // What was answered is offered again; the lines above are those of the first time.
      const top = before?.findIndex((line) => line.startsWith('◆')) ?? 0
      expect(terminal.screen.slice(0, top + 1)).toEqual(before?.slice(0, top + 1) ?? terminal.screen.slice(0, top + 1))
      if (index > 0) terminal.press(keys.shiftTab)
    }
    terminal.press(keys.escape)
    expect(await terminal.left()).toMatchObject({ status: 130 })
  })

  test('of several lines that are pasted at once the first is the answer, and the others are none', async () => {
    const { terminal } = start([])
    await ready(terminal, 'screen', 'Where should the project go?')
    terminal.press('one\rtwo\rthree\r')
    await ready(terminal, 'screen', 'What should it start with?')
    terminal.press(keys.down, keys.enter)
    await ready(terminal, 'screen', 'Which folder holds the files?')
    expect(terminal.screen.slice(0, 7)).toEqual([
      '┌  create-raw-http-app',
      '│',
      '◇  Where should the project go?',
      '│  one',
      '│',
      '◇  What should it start with?',
      '│  static',
    ])
    terminal.press(keys.escape)
    await terminal.left()
  })

  test('letters of any width are typed, moved over and deleted', async () => {
    const { terminal } = start([], { env: { NO_COLOR: '1' } })
    await ready(terminal, 'screen', 'Where should the project go?')
    terminal.press('项目-🚀é')
    await terminal.until((screen) => screen.includes('│  项目-🚀é█'), 'the name')
    terminal.press(keys.left, keys.left)
    await terminal.until((screen) => screen.includes('│  项目-█🚀é'), 'the cursor ahead of the rocket')
    terminal.press('\x7f')
    await terminal.until((screen) => screen.includes('│  项目█🚀é'), 'the name without its dash')
    terminal.press(keys.escape)
    await terminal.left()
  })

  test('what is wrong is said while it is typed', async () => {
    const { terminal } = start(['my-api', '--features=resource', '--store=memory'])
    await ready(terminal, 'screen', 'Which resource?')
    terminal.press('notes title:strng')
    await terminal.until((screen) => /did you mean\s+│ {2}"string"\?/.test(screen.join(' ')), 'the fault')
    terminal.press(keys.clearLine, 'notes due:datetime:optional')
    await terminal.until((screen) => screen.includes('│    due  datetime, optional'), 'what was understood')
    terminal.press(keys.escape)
    await terminal.left()
  })

  test.skipIf(process.getuid?.() !== 0)(
    'a directory that may not be written to is refused while it is typed',
    async () => {
      const nobody = 65534
      const [cli, folder] = [scratchFolder(), scratchFolder()]
      chmodSync(cli, 0o755)
      cpSync('dist', cli, { recursive: true })
      chownSync(folder, nobody, nobody)
      const options = { cwd: '/', folder, uid: nobody, cli: join(cli, 'cli.js') }
      const terminal = new PseudoTerminal([], options)
      await ready(terminal, 'screen', 'Where should the project go?')
      terminal.press('etc/my-api')
      await terminal.until((screen) => screen.join(' ').includes('permission is missing (EACCES: /etc)'), 'the fault')
      terminal.press(keys.clearLine, keys.escape)
      expect(await terminal.left()).toMatchObject({ status: 130 })
      const named = new PseudoTerminal(['/etc/my-api'], options)
      expect(await named.left()).toMatchObject({ status: 1 })
      expect(named.lines[0]).toMatch(/^etc\/my-api cannot be used: permission is missing/)
    },
  )

  test('a question is drawn once, whatever happens to the size of the terminal', async () => {
    const { terminal } = start(['my-api'])
    await ready(terminal, 'screen', 'What should it start with?')
    const frame = terminal.screen.slice(1)
    for (const columns of [60, 30, 100, 40]) {
      terminal.resize(columns, 24)
      // The lines of before are broken by now; those of the command are not.
      await terminal.until(
        (screen) => terminal.tooLong.length === 0 && screen.at(-1)?.endsWith('Esc cancels') === true,
        `a frame of ${columns} columns`,
      )
      expect(terminal.screen.filter((line) => line.startsWith('◆'))).toEqual(['◆  What should it start with?'])
    }
    terminal.resize(80, 24)
    const end = (screen: readonly string[]) => screen.slice(-frame.length).join('\n')
    await terminal.until((screen) => end(screen) === frame.join('\n'), 'the question as it was')
    terminal.press(keys.escape)
    await terminal.left()
  })

  test('a question higher than the terminal shows what is typed, and is drawn once', async () => {
    const { terminal } = start(['my-api', '--features=resource', '--store=memory'], { rows: 14 })
    await ready(terminal, 'screen', 'Which resource?')
    const fields = Array.from({ length: 30 }, (_, at) => `f${at}`)
    terminal.press(`notes ${fields.join(' ')}`)
    await terminal.until((screen) => screen.some((line) => line.endsWith('f29█')), 'the last field')
    expect(terminal.screen[1]).toMatch(/^◆ {2}Which resource\?/)
    expect(terminal.screen).toContain('│  /api/notes, each a note')
    expect(terminal.screen.slice(-2)).toEqual(['│  ...', '└  Enter confirms · Esc cancels'])
    terminal.press(keys.enter)
    await ready(terminal, 'screen', 'Another resource?')
    expect(terminal.lines.filter((line) => line.includes('Which resource?'))).toHaveLength(1)
    terminal.press(keys.escape)
    await terminal.left()
  })

  test('a terminal that knows no size of its own is taken for one of 80 columns', async () => {
    const { terminal } = start(['my-api'], { columns: 0, rows: 0 })
    await ready(terminal, 'screen', 'What should it start with?')
    expect(terminal.screen).toContain('└  ↑↓ move · Enter confirms · Esc cancels')
    terminal.press(keys.escape)
    await terminal.left()
  })

  test('NO_COLOR takes the colours, and nothing else', async () => {
    const { terminal } = start(['my-api', '--preset=minimal', '--no-install', '--no-git'], { env: { NO_COLOR: '1' } })
    await ready(terminal, 'screen', 'Which package manager?')
    expect(terminal.raw).not.toMatch(/\x1b\[[\d;]*m/)
    expect(terminal.screen).toContain('│  ● npm')
    terminal.press(keys.escape)
    await terminal.left()
  })

  test.each<Manner>(['ACCESSIBLE=1', 'TERM=dumb'])('%s gets plain lines alone, to the end', async (manner) => {
    const { cwd, terminal } = start([], { env: manners[manner], rows: 100 })
    await give(terminal, manner, dialogue)
    expect(await terminal.left()).toEqual({ status: 0, isRestored: true, showsCursor: true })
    expect(terminal.raw).not.toContain('\x1b')
    expect(terminal.lines).toContain('npm install running')
    expect(Object.keys(filesBelow(cwd))).toContain('my-api/src/server.ts')
  })

  test('who is asked nothing sees the install go on as well', async () => {
    const { terminal } = start(['my-api', '--yes', '--preset=minimal', '--pm=npm', '--no-git'])
    await terminal.until((screen) => screen.join('\n').includes('npm install (1 s)'), 'the time that npm takes')
    expect(await terminal.left()).toEqual({ status: 0, isRestored: true, showsCursor: true })
    expect(terminal.lines.join('\n')).toMatch(
      /^┌ {2}create-raw-http-app\n│\n◇ {2}Wrote \d+ files to my-api\n◇ {2}npm install \(1 s\)\n│\n└\n\nNext steps\n/,
    )
  })

  test('CI sees plain lines, in a terminal too', async () => {
    const args = ['my-api', '--yes', '--preset=minimal', '--pm=npm', '--no-git']
    const { terminal } = start(args, { env: { CI: 'true', NO_COLOR: '1' } })
    expect((await terminal.left()).status).toBe(0)
    expect(terminal.raw).not.toContain('\x1b')
    expect(terminal.lines.join('\n')).toMatch(/^Wrote \d+ files to my-api\nnpm install done\n\nNext steps\n/)
  })

  test('a plan is printed as it is', async () => {
    const { terminal } = start(['my-api', '--preset=minimal', '--pm=npm', '--no-git', '--no-install', '--dry-run'])
    expect((await terminal.left()).status).toBe(0)
    expect(terminal.lines[0]).toBe('my-api/')
  })

  test('Ctrl-C during the install says that the files are complete', async () => {
    const { cwd, terminal } = start(['my-api', '--preset=minimal', '--pm=npm', '--install', '--no-git'])
    await terminal.until((screen) => screen.some((line) => line.includes('npm install')), 'the install')
    terminal.press('\x03')
    expect(await terminal.left()).toEqual({ status: 130, isRestored: true, showsCursor: true })
    expect(terminal.lines.at(-1)).toBe('cancelled at npm install; the files in my-api are complete')
    expect(Object.keys(filesBelow(cwd))).toContain('my-api/package.json')
  })
})
