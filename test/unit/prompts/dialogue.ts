import type { Choices } from '../../../src/model/answers.ts'
import type { Env } from '../../../src/prompts/ui.ts'
import { type FakeTerminal, keys } from './fake-terminal.ts'

/** The two ways to ask, by the environment that chooses them. */
export const manners = {
  screen: {},
  lines: { ACCESSIBLE: '1' },
} as const satisfies Record<string, Env>

export type Manner = keyof typeof manners
export const mannerNames = Object.keys(manners) as readonly Manner[]

export const enter: Readonly<Record<Manner, string>> = { screen: keys.enter, lines: '\n' }

export interface Turn {
  readonly asks: string
  readonly screen: readonly string[]
  readonly lines: string
}

/** Every question there is, once, and an answer to it that is not the default where there is a choice. */
export const dialogue: readonly Turn[] = [
  { asks: 'Where should the project go?', screen: ['my-app', keys.enter], lines: 'my-app' },
  { asks: 'What should it start with?', screen: [keys.down, keys.down, keys.enter], lines: '3' },
  { asks: 'Which features?', screen: [keys.down, keys.space, keys.down, keys.enter], lines: '1, 2, 3' },
  { asks: 'Which folder?', screen: ['files', keys.enter], lines: 'files' },
  { asks: 'How tidy?', screen: [keys.down, keys.enter], lines: '2' },
  { asks: 'Which resource?', screen: ['pets name:string', keys.enter], lines: 'pets name:string' },
  { asks: 'Another resource?', screen: [keys.enter], lines: '' },
  { asks: 'Which package manager?', screen: [keys.down, keys.enter], lines: '2' },
  { asks: 'Run pnpm install?', screen: ['n'], lines: 'no' },
  { asks: 'Start a git repository?', screen: [keys.down, keys.enter], lines: 'n' },
  { asks: 'Write it?', screen: [keys.enter], lines: '' },
]

export const answered: Choices = {
  with: [],
  without: [],
  directory: 'my-app',
  features: ['paths', 'shelf', 'things'],
  options: { shelf: { dir: 'files', mode: 'wild' } },
  resources: [
    {
      name: 'pets',
      singular: 'pet',
      fields: [{ name: 'name', type: 'string', optional: false, unique: false, values: [] }],
    },
  ],
  packageManager: 'pnpm',
  install: false,
  git: false,
}

/** Answers these questions as they come. */
export async function play(terminal: FakeTerminal, manner: Manner, turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) {
    await ready(terminal, manner, turn.asks)
    terminal.press(...(manner === 'screen' ? turn.screen : [`${turn.lines}\n`]))
  }
}

/** Waits for a question, and for its prompt to listen. */
export async function ready(terminal: FakeTerminal, manner: Manner, question: string): Promise<void> {
  await terminal.until(question)
  await terminal.until(manner === 'screen' ? 'Esc cancels' : '\n> ')
}
