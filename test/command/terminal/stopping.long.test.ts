import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { keys } from '../../unit/prompts/fake-terminal.ts'
import { hasTerminals, PseudoTerminal } from './pseudo-terminal.ts'
import { give, type Manner, manners, prepare, ready, type Step, steps, untouched } from './steps.ts'

buildFirst()

type Stop = (terminal: PseudoTerminal) => void

const press =
  (key: string): Stop =>
  (terminal) =>
    terminal.press(key)

const stops: Readonly<Partial<Record<Manner, Readonly<Record<string, Stop>>>>> = {
  screen: { 'Ctrl-C': press('\x03'), Esc: press('\x1b'), 'Ctrl-D': press('\x04') },
  // The terminal itself makes a signal of Ctrl-C, and the end of input of Ctrl-D.
  'ACCESSIBLE=1': { 'Ctrl-C': press('\x03'), Esc: press('\x1b\n'), 'Ctrl-D': press('\x04') },
}

const rows = Object.entries(stops).flatMap(([manner, ways]) =>
  Object.entries(ways).map(([name, stop], at) => ({
    manner: manner as Manner,
    name,
    stop,
    steps: stepsOf(manner as Manner, at),
  })),
)

/** On a screen each question hears keys by itself. All plain ones read their line in one place: two of four ways each. */
function stepsOf(manner: Manner, way: number): readonly Step[] {
  return manner === 'screen' ? steps : steps.filter((_, at) => at % 2 === way % 2)
}

describe.skipIf(!hasTerminals)('in a real terminal', () => {
  describe.each(rows)('$manner: $name', ({ manner, stop, steps }) => {
    test.each(steps)('at "$asks" ends the run, writes nothing and leaves the terminal as it was', async (step) => {
      const { terminal, cwd } = await at(step, manner)
      stop(terminal)
      expect(await terminal.left()).toEqual({ status: 130, isRestored: true, showsCursor: true })
      expect(terminal.lines.at(-1)).toBe('cancelled, nothing was written')
      expect(filesBelow(cwd)).toEqual(untouched)
    })
  })

  // Whether the end of input or the signal comes first is up to the system; Node itself would crash at either.
  describe.each(['screen', 'ACCESSIBLE=1'] as const)('%s: a terminal that goes away', (manner) => {
    test.each(stepsOf(manner, 3))('at "$asks" ends the run, and writes nothing', async (step) => {
      const { terminal, cwd } = await at(step, manner)
      terminal.hangUp()
      expect([130, 143]).toContain((await terminal.left()).status)
      expect(filesBelow(cwd)).toEqual(untouched)
    })
  })

  test('Ctrl-Z and fg: the question is there again, and hears keys', async () => {
    for (const step of steps.slice(0, 3)) {
      const { terminal, cwd } = await at(step, 'screen')
      // No shell controls this process, so the system stops nothing: what is tried is all that readline does.
      // A key pressed after Ctrl-Z is drawn after readline has handled Ctrl-Z, which is when SIGCONT may come.
      const drawn = terminal.raw.length
      terminal.press('\x1a', step.asks.startsWith('Where') ? 'x' : keys.down)
      await expect.poll(() => terminal.raw.length).toBeGreaterThan(drawn)
      const shown = () => terminal.raw.split(step.asks).length
      const before = shown()
      terminal.kill('SIGCONT')
      await expect.poll(shown).toBeGreaterThan(before)
      terminal.press('\x03')
      expect(await terminal.left()).toEqual({ status: 130, isRestored: true, showsCursor: true })
      expect(filesBelow(cwd)).toEqual(untouched)
    }
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s at a question ends the run with %i and leaves the terminal as it was', async (signal, status) => {
    for (const step of [steps[0], steps[1]]) {
      const { terminal, cwd } = await at(step as Step, 'screen')
      terminal.kill(signal)
      expect(await terminal.left()).toEqual({ status, isRestored: true, showsCursor: true })
      expect(filesBelow(cwd)).toEqual(untouched)
      expect(terminal.lines.at(-1)).toMatch(/^(cancelled|terminated.*), nothing was written$/)
    }
  })
})

async function at(step: Step, manner: Manner): Promise<{ terminal: PseudoTerminal; cwd: string }> {
  const cwd = scratchFolder()
  prepare(cwd)
  const terminal = new PseudoTerminal(step.flags, { cwd, env: manners[manner] })
  await give(terminal, manner, step.before)
  await ready(terminal, manner, step.asks)
  return { terminal, cwd }
}
