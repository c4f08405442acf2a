import type { Writable } from 'node:stream'
import type { Advice } from '../model/answers.ts'
import { printableLine } from '../model/printable.ts'
import { type Glyphs, glyphsFor } from './glyphs.ts'
import { createPaint, type Paint, type Style, wantsPlainLines } from './paint.ts'
import { createSpinner } from './spinner.ts'
import type { Env } from './ui.ts'

export type StepState = 'running' | 'done' | 'skipped' | 'failed'

/** What a run ends with. */
export interface Ending {
  readonly nextSteps: readonly Advice[]
  /** The command that makes this project again, in each form that a shell here may want. */
  readonly replay: readonly Advice[]
  readonly notes: readonly string[]
}

/** Tells what a run does, as it does it. */
export interface Reporter {
  /** The first of its kind opens the run, ahead of the first question. */
  started(): void
  wrote(directory: string, count: number): void
  /** `detail` says more: why a step was skipped, what failed, what of it is still to do. */
  step(name: string, state: StepState, detail?: string): void
  /** A line that the running step says. */
  progress(line: string): void
  finished(ending: Ending): void
}

export interface ReportOptions {
  readonly output: Writable
  /** People watch, in a terminal. */
  readonly watched: boolean
  /** Not a byte: the output belongs to something else. */
  readonly quiet: boolean
  readonly env: Env
}

const styles: Record<Exclude<StepState, 'running'>, Style> = { done: 'green', skipped: 'gray', failed: 'red' }

/** Live in a terminal, plain lines in a pipe and for screen readers, silent where quiet. */
export function createReporter({ output, watched, quiet, env }: ReportOptions): Reporter {
  if (quiet) return { started: nothing, wrote: nothing, step: nothing, progress: nothing, finished: nothing }
  const paint = createPaint(env, output)
  return withPrintable(
    watched && !wantsPlainLines(env)
      ? liveReporter(output, paint, glyphsFor(env, process.platform))
      : plainReporter(output, paint, watched),
  )
}

/** Names and words of others, before they join ours and their styles. */
function withPrintable(reporter: Reporter): Reporter {
  const linesOf = (advice: Advice): Advice => ({ ...advice, lines: advice.lines.map(printableLine) })
  return {
    ...reporter,
    wrote: (directory, count) => reporter.wrote(printableLine(directory), count),
    step: (name, state, detail) => reporter.step(printableLine(name), state, detail && printableLine(detail)),
    finished: ({ nextSteps, replay, notes }) =>
      reporter.finished({
        nextSteps: nextSteps.map(linesOf),
        replay: replay.map(linesOf),
        notes: notes.map(printableLine),
      }),
  }
}

function liveReporter(output: Writable, paint: Paint, glyphs: Glyphs): Reporter {
  const spinner = createSpinner(output, paint, glyphs.spinning)
  let isOpen = false
  return {
    started,
    wrote(directory, count) {
      started()
      output.write(
        `${paint('gray', glyphs.rail)}\n${paint('green', glyphs.done)}  ${describeFiles(directory, count)}\n`,
      )
    },
    step(name, state, detail) {
      if (state === 'running') return spinner.start(detail ? `${name}: ${detail}` : name)
      const seconds = spinner.stop()
      const time = state === 'done' && seconds > 0 ? paint('dim', ` (${seconds} s)`) : ''
      const outcome = state === 'done' && !detail ? name : describeStep(name, state, detail)
      output.write(`${paint(styles[state], glyphs[state])}  ${outcome}${time}\n`)
    },
    progress: spinner.say,
    finished(ending) {
      output.write(`${paint('gray', `${glyphs.rail}\n${glyphs.end}`)}\n${describeEnding(ending, paint)}`)
    },
  }

  function started(): void {
    if (!isOpen) output.write(`${paint('gray', glyphs.begin)}  ${paint('bold', 'create-raw-http-app')}\n`)
    isOpen = true
  }
}

/** A pipe hears what came of a step; a person who waits also hears that it began. */
function plainReporter(output: Writable, paint: Paint, watched: boolean): Reporter {
  return {
    started: nothing,
    wrote: (directory, count) => void output.write(`${describeFiles(directory, count)}\n`),
    step(name, state, detail) {
      if (state === 'running' && !watched) return
      output.write(`${describeStep(name, state, detail)}\n`)
    },
    progress: nothing,
    finished: (ending) => void output.write(describeEnding(ending, paint)),
  }
}

function nothing(): void {}

function describeFiles(directory: string, count: number): string {
  return `Wrote ${count === 1 ? '1 file' : `${count} files`} to ${directory}`
}

function describeStep(name: string, state: StepState, detail: string | undefined): string {
  return `${name} ${state}${detail ? `: ${detail}` : ''}`
}

function describeEnding({ nextSteps, replay, notes }: Ending, paint: Paint): string {
  const section = (title: string, { where, lines }: Advice): readonly string[] => {
    const heading = where === undefined ? title : `${title}, in ${where}`
    return ['', paint('bold', heading), ...lines.map((line) => `  ${paint('cyan', line)}`)]
  }
  const lines = [
    ...notes.map((note) => `Note: ${note}`),
    ...nextSteps.flatMap((advice) => section('Next steps', advice)),
    ...replay.flatMap((advice) => section('Make this very project again', advice)),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
