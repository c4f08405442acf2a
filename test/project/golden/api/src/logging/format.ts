/** What one line says. */
export interface LogEntry {
  readonly time: string
  readonly level: string
  readonly msg: string
  readonly [field: string]: unknown
}

// What JSON leaves as it is although a terminal or an editor may act on it.
const acting = /[\u007f-\u009f\u2028\u2029]/g
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

const colors: Readonly<Record<string, number>> = { debug: 90, info: 36, warn: 33, error: 31 }

/** One line of JSON. */
export function toJson(entry: LogEntry): string {
  return `${JSON.stringify(entry).replace(acting, escapeCharacter)}\n`
}

/** For people: `12:00:00.000 info  GET /todos 200 1.23 ms`, with the stack of an error below. */
export function toText(colored: boolean): (entry: LogEntry) => string {
  return ({ time, level, msg, stack, ...fields }) => {
    const name = colored ? `\u001b[${colors[level]}m${level.padEnd(5)}\u001b[39m` : level.padEnd(5)
    const what = 'method' in fields ? requestWords(fields) : `${msg}${pairs(fields)}`
    const line = `${time.slice(11, -1)} ${name} ${what.replace(control, escapeCharacter)}\n`
    return typeof stack === 'string' ? line + indent(stack) : line
  }
}

function requestWords({ method, url, status, durationMs, aborted }: Readonly<Record<string, unknown>>): string {
  return `${method} ${url} ${status ?? '-'} ${durationMs} ms${aborted ? ' aborted' : ''}`
}

function pairs(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${value}`)
    .join('')
}

/** A message with line breaks in it cannot pass for a line of its own. */
function indent(stack: string): string {
  return stack
    .split('\n')
    .map((line) => `  ${line.replace(control, escapeCharacter)}\n`)
    .join('')
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
