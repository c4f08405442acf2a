import { stripVTControlCharacters } from 'node:util'

/** The line of a failed program's output that says most, without its decoration and final stop. */
export function reasonIn(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !noise.test(line))
  const telling = lines.find((line) => prefix.test(line)) ?? lines.at(-1) ?? 'it ended without a word'
  return telling.replace(prefix, '').replace(/\.$/, '')
}

const prefix =
  /^(?:npm (?:error|ERR!) (?:(?:[a-z]{4,}|\d{3}) (?=[A-Z]))?|(?:usage |fatal )?error: ?|error (?!while )|fatal: |ERR_\w+ +|➤ YN\d+: │?)\s*/i

const noise = /^(?:➤ YN0000|npm (?:error|ERR!)(?:$| (?:code|errno|syscall|path|A complete log|Log files)))/
