import type { Writable } from 'node:stream'
import { type Glyphs, glyphsFor } from './glyphs.ts'
import { createPaint, type Paint, type Style, wantsPlainLines } from './paint.ts'
import { createSpinner } from './spinner.ts'
import type { Env } from './ui.ts'

export type StepState = 'running' | 'done' | 'skipped' | 'failed'

/** What a run ends with; each entry is one line. */
export interface Ending {
  readonly nextSteps: readonly string[]
  /** The command that makes this project again, in each form that a shell here may want. */
  readonly replay: readonly string[]
  readonly notes: readonly string[]
}

/** Tells what a run does, as it does it. `started` comes before the first question. */
export interface Reporter {
  started(): void
  wrote(directory: string, count: number): void
  /** `detail` says more: why a step was skipped, what failed. */
  step(name: string, state: StepState, detail?: string): void
  finished(ending: Ending): void
}

export interface ReportOptions {
  readonly output: Writable
  /** People watch: a terminal that asks questions. */
  readonly interactive: boolean
  /** Not a byte: the output belongs to something else. */
  readonly quiet: boolean
  readonly env: Env
}

const styles: Record<Exclude<StepState, 'running'>, Style> = { done: 'green', skipped: 'gray', failed: 'red' }

/** Live in a terminal, plain lines in a pipe and for screen readers, silent where quiet. */
export function createReporter({ output, interactive, quiet, env }: ReportOptions): Reporter {
  if (quiet) return { started: nothing, wrote: nothing, step: nothing, finished: nothing }
  const paint = createPaint(env, output)
  const finished = (ending: Ending): void => void output.write(describeEnding(ending, paint))
  return interactive && !wantsPlainLines(env)
    ? { ...liveReporter(output, paint, glyphsFor(env, process.platform)), finished }
    : { ...plainReporter(output, interactive), finished }
}

function liveReporter(output: Writable, paint: Paint, glyphs: Glyphs): Omit<Reporter, 'finished'> {
  const spinner = createSpinner(output, paint, glyphs.spinning)
  return {
    started: () => void output.write(`${paint('gray', glyphs.begin)}  ${paint('bold', 'create-raw-http-app')}\n`),
    wrote(directory, count) {
      output.write(
        `${paint('gray', glyphs.rail)}\n${paint('green', glyphs.done)}  ${describeFiles(directory, count)}\n`,
      )
    },
    step(name, state, detail) {
      if (state === 'running') return spinner.start(detail ? `${name}: ${detail}` : name)
      spinner.stop()
      output.write(`${paint(styles[state], glyphs[state])}  ${describeStep(name, state, detail)}\n`)
    },
  }
}

/** A pipe hears what came of a step; a person who waits also hears that it began. */
function plainReporter(output: Writable, interactive: boolean): Omit<Reporter, 'finished'> {
  return {
    started: nothing,
    wrote: (directory, count) => void output.write(`${describeFiles(directory, count)}\n`),
    step(name, state, detail) {
      if (state === 'running' && !interactive) return
      output.write(`${describeStep(name, state, detail)}\n`)
    },
  }
}

function nothing(): void {}

function describeFiles(directory: string, count: number): string {
  return `Wrote ${count === 1 ? '1 file' : `${count} files`} to ${directory}`
}

function describeStep(name: string, state: StepState, detail: string | undefined): string {
  const outcome = state === 'done' ? name : `${name} ${state}`
  return detail ? `${outcome}: ${detail}` : outcome
}

function describeEnding({ nextSteps, replay, notes }: Ending, paint: Paint): string {
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...lines.map((line) => `  ${paint('cyan', line)}`)]
  const lines = [
    ...notes.map((note) => `Note: ${note}`),
    ...section('Next steps', nextSteps),
    ...section('Make this very project again', replay),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
