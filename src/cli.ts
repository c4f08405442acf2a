#!/usr/bin/env node
import { closeSync, readFileSync } from 'node:fs'
import { isatty } from 'node:tty'
import { inspect } from 'node:util'
import { brotliDecompressSync } from 'node:zlib'
import { gated } from './main/gated.ts'
import { errorDocument } from './main/json-document.ts'
import { run } from './main/run.ts'
import { exitStatus, Failure, type FailureCode } from './model/failure.ts'
import type { Pack, TemplateFile } from './model/pack.ts'
import { printable } from './model/printable.ts'
import { type PublishedTemplate, packFrom, splitTemplates, templatesOf } from './pack/published-pack.ts'
import type { Templates } from './render/render-file.ts'
import type { Template } from './render/template.ts'

const argv = process.argv.slice(2)
const stdout = gated(process.stdout)
const stderr = gated(process.stderr)
const terminals = [0, 1, 2].filter(isatty)
const ending = new AbortController()
process.on('exit', letGoOfLostTerminals)
process.stdout.on('error', tellUnwritten)
// Who cannot be told still hears the status.
process.stderr.on('error', () => undefined)

try {
  const pack = packFrom(JSON.parse(unpack('pack.json.br')) as Parameters<typeof packFrom>[0])
  const failure = await run({
    pack,
    loadTemplates: () => loadTemplates(pack),
    fixes: () => JSON.parse(String(readFile('fixes.json'))) as Readonly<Record<string, number>>,
    argv,
    env: process.env,
    get cwd() {
      return currentDirectory()
    },
    nodeMajor: Number.parseInt(process.versions.node, 10),
    platform: process.platform,
    get stdin() {
      return standardInput()
    },
    stdout,
    stderr,
    signal: ending.signal,
    heedSignals() {
      endOn('SIGINT', 'cancelled', 'cancelled')
      endOn('SIGTERM', 'terminated', 'terminated')
      endOn('SIGHUP', 'terminated', 'terminated, since the terminal is gone')
    },
  })
  if (failure !== undefined) tell(failure)
} catch (error) {
  const failure = failureOf(error)
  if (asksForJson()) stdout.write(errorDocument(failure))
  tell(failure)
}

/** Opened where questions are asked, and nowhere else: that alone is a tenth of what Node takes to start. */
function standardInput(): typeof process.stdin {
  // SIGHUP tells of a terminal that is gone.
  if (process.stdin.listenerCount('error') === 0) process.stdin.on('error', () => undefined)
  return process.stdin
}

/** What `npm run build` published of the templates, in the order of the pack. */
async function loadTemplates(pack: Pack): Promise<Templates> {
  const { publishedTemplate } = await import('./render/compile.ts')
  const published = splitTemplates(unpack('templates.br'))
  const places = new Map(templatesOf(pack).map((file, index) => [file, index]))
  const templates = new Map<TemplateFile, Template>()
  return (file) => {
    const known = templates.get(file)
    if (known !== undefined) return known
    const { text, isFixed } = published[places.get(file) as number] as PublishedTemplate
    const template = publishedTemplate({ ...file, text }, isFixed)
    templates.set(file, template)
    return template
  }
}

function unpack(name: string): string {
  return String(brotliDecompressSync(readFile(name)))
}

function readFile(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url))
}

/** The first signal lets what runs clean up behind itself; a second one, whichever, ends it there. */
function endOn(signal: NodeJS.Signals, code: FailureCode, message: string): void {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(exitStatus[code])
    ending.abort(new Failure(code, message))
  })
}

function failureOf(error: unknown): Failure {
  if (ending.signal.aborted) {
    const reason = ending.signal.reason as Failure
    // Whatever an aborted step complains of, the signal is the reason.
    if (error instanceof Failure && error !== reason && error.code === reason.code) return error
    return new Failure(reason.code, `${reason.message}, nothing was written`)
  }
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Failure('failed', `unexpected: ${message}\nDEBUG=1 shows where; please report it`, { cause: error })
}

function tell(failure: Failure): void {
  process.exitCode = exitStatus[failure.code]
  stderr.write(`${printable(failure.message)}\n`)
  if (process.env.DEBUG) stderr.write(`${printable(inspect(failure))}\n`)
}

function asksForJson(): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json')
}

function currentDirectory(): string {
  try {
    return process.cwd()
  } catch (error) {
    throw new Failure('failed', 'the current directory is gone: change to one that exists, and run again', {
      cause: error,
    })
  }
}

/** Node sets terminals right as it exits, and crashes where one is gone. */
function letGoOfLostTerminals(): void {
  for (const fd of terminals) if (!isatty(fd)) closeSync(fd)
}

/** A reader that has seen enough, as `| head` has, or a terminal that is gone, is no reason to leave a project half done. */
function tellUnwritten({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || terminals.includes(1) || process.exitCode !== undefined) return
  tell(
    new Failure(
      'failed',
      `stdout takes nothing more (${message}), and what the run had to say is lost\nSend it elsewhere, as to a terminal`,
    ),
  )
}
