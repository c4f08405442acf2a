import type { Writable } from 'node:stream'
import type { Action, PlanStep } from '../model/plan.ts'
import { printable, printableLine } from '../model/printable.ts'
import { cancelled } from './asker.ts'
import { createAsker } from './create-asker.ts'
import { createPaint, type Style } from './paint.ts'
import type { Env, Terminal } from './ui.ts'

const marks: Readonly<Record<Action, readonly [mark: string, style: Style]>> = {
  new: ['+', 'green'],
  replaced: ['~', 'cyan'],
  merged: ['~', 'cyan'],
  conflict: ['!', 'red'],
  'deleted by you': ['=', 'gray'],
  'no longer made': ['-', 'yellow'],
  moved: ['>', 'cyan'],
  kept: ['=', 'gray'],
  yours: ['!', 'red'],
}

/** A plan as a list: a mark, the path, what becomes of it. */
export function planList(steps: readonly PlanStep[], env: Env, output: Writable): string {
  const paint = createPaint(env, output)
  const names = steps.map(({ path, from }) => printableLine(from === undefined ? path : `${from} -> ${path}`))
  const width = Math.min(60, Math.max(0, ...names.map((name) => name.length)))
  const lines = steps.map(({ action, detail }, index) => {
    const [mark, style] = marks[action]
    const about = detail === undefined ? action : `${action}: ${printableLine(detail)}`
    return `${paint(style, mark)} ${(names[index] ?? '').padEnd(width)}  ${about}`
  })
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * Asks whether a plan is to be carried out; its diff can be looked at before. Where something is lost, Enter alone does
 * nothing. Throws the Failure "cancelled" for a no, Esc,
 * Ctrl-C, the end of input and the signal.
 */
export async function askAboutPlan(terminal: Terminal, diff: string, losses: readonly string[] = []): Promise<void> {
  const asker = createAsker(terminal, () => false)
  try {
    for (;;) {
      const choice = await asker.select({
        message:
          losses.length === 0
            ? 'Make these changes?'
            : printableLine(`${losses.join('; ')}. Make these changes all the same?`),
        options: [
          { value: 'yes', label: 'Yes', key: 'y' },
          { value: 'diff', label: 'Show the diff', key: 'd' },
          { value: 'no', label: 'No', hint: 'write nothing', key: 'n' },
        ] as const,
        initial: losses.length === 0 ? 'yes' : 'no',
      })
      if (choice === 'yes') return
      if (choice !== 'diff') throw cancelled()
      terminal.output.write(printable(diff))
    }
  } finally {
    asker.close()
  }
}
