import { afterEach, describe, expect, test, vi } from 'vitest'
import { createReporter, type Reporter, type ReportOptions } from '../../../src/prompts/report.ts'
import type { Env } from '../../../src/prompts/ui.ts'
import { FakeTerminal } from './fake-terminal.ts'

function reporting(options: Partial<ReportOptions> = {}) {
  const terminal = new FakeTerminal()
  if (options.watched === false) terminal.output.isTTY = false
  const reporter = createReporter({ output: terminal.output, watched: true, quiet: false, env: {}, ...options })
  return { terminal, reporter }
}

function wholeRun(reporter: Reporter): void {
  reporter.started()
  reporter.wrote('my-app', 3)
  reporter.step('npm install', 'running')
  reporter.progress('a line of npm')
  reporter.step('npm install', 'failed', 'no network')
  reporter.step('git init', 'running')
  reporter.step('git init', 'done')
  reporter.step('hooks', 'skipped', 'not asked for')
  reporter.finished({
    nextSteps: [{ lines: ['cd my-app', 'npm run dev'] }],
    replay: [{ lines: ['npm create it'] }],
    notes: ['b is left out.'],
  })
}

const ending = [
  'Note: b is left out.',
  '',
  'Next steps',
  '  cd my-app',
  '  npm run dev',
  '',
  'Make this very project again',
  '  npm create it',
  '',
]

describe('in a pipe', () => {
  test('a run is plain lines, its outcomes alone', () => {
    const { terminal, reporter } = reporting({ watched: false })
    wholeRun(reporter)
    const lines = [
      'Wrote 3 files to my-app',
      'npm install failed: no network',
      'git init done',
      'hooks skipped: not asked for',
    ]
    expect(terminal.raw.split('\n')).toEqual([...lines, ...ending])
  })

  test('FORCE_COLOR colours them', () => {
    const { terminal, reporter } = reporting({ watched: false, env: { FORCE_COLOR: '1' } })
    wholeRun(reporter)
    expect(terminal.raw).toContain('\x1b[')
    expect(terminal.text.split('\n').slice(4)).toEqual(ending)
  })

  test('empty sections leave no trace', () => {
    const { terminal, reporter } = reporting({ watched: false })
    reporter.finished({ nextSteps: [], replay: [], notes: [] })
    expect(terminal.raw).toBe('')
  })

  test('one file is one file', () => {
    const { terminal, reporter } = reporting({ watched: false })
    reporter.wrote('x', 1)
    expect(terminal.raw).toBe('Wrote 1 file to x\n')
  })
})

test.each([true, false])('a quiet run prints nothing (watched: %s)', (watched) => {
  const { terminal, reporter } = reporting({ quiet: true, watched })
  wholeRun(reporter)
  expect(terminal.raw).toBe('')
})

test.each<[string, Env]>([
  ['ACCESSIBLE=1', { ACCESSIBLE: '1', NO_COLOR: '1' }],
  ['TERM=dumb', { TERM: 'dumb' }],
])('%s hears that a step begins, and no line is redrawn', (_name, env) => {
  const { terminal, reporter } = reporting({ env })
  wholeRun(reporter)
  expect(terminal.raw).not.toContain('\x1b')
  expect(terminal.raw).toContain('npm install running\nnpm install failed: no network\n')
})

describe('in a terminal', () => {
  afterEach(() => void vi.useRealTimers())

  test('a step is live until its outcome takes its line', () => {
    vi.useFakeTimers()
    const { terminal, reporter } = reporting({ env: { NO_COLOR: '1' } })
    reporter.step('npm install', 'running')
    vi.advanceTimersByTime(5000)
    expect(terminal.text).toContain('◒  npm install\n')
    expect(terminal.text).toContain('◐  npm install\n')
    expect(terminal.text).toContain('npm install (4 s)\n')
    reporter.step('npm install', 'done')
    const printed = terminal.raw
    expect(printed.endsWith('\x1b[1A\x1b[2K\r◇  npm install (5 s)\n')).toBe(true)
    vi.advanceTimersByTime(5000)
    expect(terminal.raw).toBe(printed)
  })

  test('what a step says of itself stands behind it, and goes with it', () => {
    vi.useFakeTimers()
    const { terminal, reporter } = reporting({ env: { NO_COLOR: '1' } })
    reporter.step('npm install', 'running')
    reporter.progress('\x1b[32mProgress:\x1b[0m\tresolved 3\r')
    vi.advanceTimersByTime(1200)
    expect(terminal.text).toContain('npm install (1 s)  Progress: resolved 3\n')
    reporter.step('npm install', 'done')
    reporter.step('git init', 'running')
    expect(terminal.text.endsWith('◒  git init\n')).toBe(true)
    reporter.step('git init', 'done')
  })

  test('a live line never wraps', () => {
    const { terminal, reporter } = reporting({ env: { NO_COLOR: '1' } })
    terminal.output.columns = 10
    reporter.step('npm install', 'running', 'a thousand packages')
    expect(terminal.text).toBe('◒  npm in\n')
    reporter.step('npm install', 'done')
    reporter.step('包包包包包包', 'running')
    expect(terminal.text).toMatch(/◒ {2}包包包\n$/)
    reporter.step('包包包包包包', 'done')
  })

  test('a run is told in frames, and its commands stand alone on their lines', () => {
    const { terminal, reporter } = reporting()
    wholeRun(reporter)
    const lines = terminal.text.split('\n')
    expect(lines).toEqual(expect.arrayContaining(['┌  create-raw-http-app', '│', '◇  Wrote 3 files to my-app', '└']))
    expect(lines.slice(-ending.length)).toEqual(ending)
    expect(terminal.text).toContain('■  npm install failed: no network\n')
    expect(terminal.text).toContain('○  hooks skipped: not asked for\n')
  })

  test('a run that asks nothing is opened as well, and once', () => {
    const { terminal, reporter } = reporting()
    reporter.wrote('my-app', 3)
    reporter.started()
    expect(terminal.text).toBe('┌  create-raw-http-app\n│\n◇  Wrote 3 files to my-app\n')
  })

  test('a console of few signs gets plain ones', () => {
    const { terminal, reporter } = reporting({ env: { TERM: 'linux', NO_COLOR: '1' } })
    wholeRun(reporter)
    expect(terminal.text).toMatch(/^[\x00-\x7f]*$/)
  })
})
