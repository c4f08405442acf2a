import { inspect } from 'node:util'
import { type AccessLog, openAccessLog } from './logging/access-log.ts'
import { bound } from './logging/bounds.ts'
import { toJson, toText } from './logging/format.ts'
import { createOutput } from './logging/output.ts'
import { type LogConfig, type LogLevel, levels } from './settings/log.ts'

export type LogFields = Readonly<Record<string, unknown>>

// For people on a terminal, otherwise for programs. hasColors() knows about NO_COLOR and its kin. Touching
// process.stdout also makes a pipe refuse what it cannot take, where a write would otherwise wait for its reader.
const format = process.stdout.isTTY ? toText(process.stdout.hasColors()) : toJson
const stdout = createOutput(1, (trouble) => log.warn(`stdout: ${trouble}`))
let accessLog: AccessLog | undefined
let threshold: LogLevel = 'error' // until startLog: tests, say, show no more than what went wrong

process.once('exit', () => {
  stdout.close()
  accessLog?.close()
})

/** Where the server says what happens: a line each, on stdout. */
export const log = {
  debug: (message: string, fields?: LogFields) => write('debug', message, fields),
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  /** At every level: whoever starts the server waits for it. */
  announce: (message: string) => stdout.write(format({ time: timeOfDay(), level: 'info', msg: message })),
  /** `error`: whatever was thrown. */
  error: (message: string, error: unknown, fields?: LogFields) =>
    write('error', message, { ...fields, stack: inspect(error) }),
  /** The line of a request: it goes into the access log as well. */
  request: (level: LogLevel, fields: LogFields) => write(level, 'request', fields, accessLog),
}

/** Called once, before the server listens. */
export function startLog(config: LogConfig): void {
  threshold = config.level
  if (config.accessLog === undefined) return
  accessLog = openAccessLog(config.accessLog, (trouble) => log.warn(`access log: ${trouble}`))
}

/** Whoever rotates logs moves the file away and then asks for a new one. */
export function reopenAccessLog(): void {
  try {
    accessLog?.reopen()
  } catch (error) {
    log.error('access log: cannot be reopened', error)
  }
}

function write(level: LogLevel, msg: string, fields?: LogFields, second?: AccessLog): void {
  if (levels.indexOf(level) < levels.indexOf(threshold)) return
  const entry = bound({ time: timeOfDay(), level, msg, ...fields })
  stdout.write(format(entry))
  second?.write(toJson(entry))
}

let written = { at: 0, text: '' }

/** Written once for all the lines of a millisecond. */
function timeOfDay(): string {
  const at = Date.now()
  if (at !== written.at) written = { at, text: new Date(at).toISOString() }
  return written.text
}
