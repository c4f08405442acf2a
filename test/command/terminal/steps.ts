import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keys } from '../../unit/prompts/fake-terminal.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'

/** The two ways to ask, by the environments that choose them. */
export const manners = {
  screen: {},
  'ACCESSIBLE=1': { ACCESSIBLE: '1' },
  'TERM=dumb': { TERM: 'dumb' },
} as const satisfies Record<string, Record<string, string>>

export type Manner = keyof typeof manners
export const mannerNames = Object.keys(manners) as readonly Manner[]

export interface Answer {
  readonly asks: string
  readonly screen: readonly string[]
  readonly line: string
}

/** A question of the real dialogue: the flags that leave it open, and the answers ahead of it that no flag can give. */
export interface Step {
  readonly asks: string
  readonly flags: readonly string[]
  readonly before: readonly Answer[]
}

const minimal = ['my-app', '--preset=minimal']
const all = [...minimal, '--pm=npm', '--no-install', '--no-git']
const kept = ['my-app', '--features=resource', '--store=memory']
const inUse = ['used', ...all.slice(1)]
const answer = (asks: string, screen: readonly string[], line: string): Answer => ({ asks, screen, line })

export const steps: readonly Step[] = [
  { asks: 'Where should the project go?', flags: [], before: [] },
  { asks: 'What should it start with?', flags: ['my-app'], before: [] },
  {
    asks: 'Which features?',
    flags: ['my-app'],
    before: [answer('What should it start with?', [keys.up, keys.up, keys.enter], 'choose myself')],
  },
  { asks: 'Which folder holds the files?', flags: ['my-app', '--features=static'], before: [] },
  { asks: 'Where are they kept?', flags: ['my-app', '--features=resource'], before: [] },
  { asks: 'Which resource?', flags: kept, before: [] },
  {
    asks: 'Another resource?',
    flags: kept,
    before: [answer('Which resource?', [keys.enter], '')],
  },
  {
    asks: 'Which one next?',
    flags: kept,
    before: [answer('Which resource?', [keys.enter], ''), answer('Another resource?', ['y'], 'yes')],
  },
  { asks: 'Which package manager?', flags: minimal, before: [] },
  { asks: 'Run npm install?', flags: [...minimal, '--pm=npm'], before: [] },
  { asks: 'Start a git repository?', flags: all.slice(0, -1), before: [] },
  { asks: 'Write it?', flags: all.slice(1), before: [answer('Where', ['my-app', keys.enter], 'my-app')] },
  { asks: 'What now?', flags: inUse, before: [] },
  {
    asks: 'Where should the project go instead?',
    flags: inUse,
    before: [answer('What now?', [keys.up, keys.enter], '3')],
  },
]

/** What stands there before: a directory in use. */
export const untouched: Readonly<Record<string, string>> = { 'used/README.md': 'mine\n' }

export function prepare(cwd: string): void {
  for (const [path, text] of Object.entries(untouched)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
}

/** Waits for a question that listens. */
export async function ready(terminal: PseudoTerminal, manner: Manner, question: string): Promise<void> {
  await terminal.until((screen) => {
    const from = screen.findLastIndex((line) => line.replace(/^[◆▲] {2}/, '').startsWith(question))
    if (from === -1) return false
    if (manner !== 'screen') return screen.at(-1)?.startsWith('>') === true
    return /^[◆▲]/.test(screen[from] ?? '') && screen.slice(from).join(' ').includes('Esc cancels')
  }, `"${question}"`)
}

export async function give(terminal: PseudoTerminal, manner: Manner, answers: readonly Answer[]): Promise<void> {
  for (const { asks, screen, line } of answers) {
    await ready(terminal, manner, asks)
    terminal.press(...(manner === 'screen' ? screen : [`${line}\n`]))
  }
}
