import { stripVTControlCharacters } from 'node:util'

/** The line of a failed program's output that explains most, without its decoration and final stop. */
export function reasonIn(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const telling = lines.filter((line) => !noise.test(line) && !place.test(bare(line)))
  // What the program calls an error; else its last words; else the best of its details.
  const line =
    telling.find((line) => prefix.test(line)) ??
    telling.at(-1) ??
    lines.find((line) => lastResort.test(line)) ??
    'it ended without a word'
  return bare(line).replace(/\.$/, '')
}

function bare(line: string): string {
  return line
    .replace(prefix, '')
    .replace(topic, '')
    .replace(/^Error: (?=\S)/, '')
}

const prefix = /^(?:npm (?:error|ERR!) |(?:usage |fatal )?error: ?|error (?!while )|fatal: |ERR_\w+ +|➤ YN\d+: │?)\s*/i

/** What npm writes before the sentence itself: "notarget No matching version", "404 Not Found". */
const topic = /^(?:network |(?:[a-z]{4,}|\d{3}) (?=[A-Z]))/

const noise = new RegExp(
  [
    // Yarn's account of its steps, of what it fetched and of peer dependencies.
    '^➤ YN(?:0000|0002|0007|0008|0013|0060|0085|0086)\\b',
    '^npm (?:notice|warn|WARN)\\b',
    // The details that npm prints of an error, and where its log is.
    '^npm (?:error|ERR!)(?:$| +(?:code|errno|syscall|path|dest|file|cwd|command|cmd|signal|spawnargs)\\b)',
    '^(?:npm (?:error|ERR!) +)?(?:A complete log|Log files|You can rerun|at |\\{|\\}|This is (?:probably )?not a problem)',
  ].join('|'),
)

/** Nothing but a path, or a link. */
const place = /^['"]?(?:file:\/\/|https?:\/\/|[A-Za-z]:[/\\]|\.{0,2}[/\\])(?:\S*|[^:]*\.log)['"]?$/

const lastResort = /^npm (?:error|ERR!) +(?:command failed|signal |code )/
