import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { host } from '../run/server-process.ts'
import type { LoadGenerator, LoadRequest, LoadResult, LoadRun, Variant } from './load.ts'

const marker = 'result '
// No second of load sends as many requests.
const mostInARun = 1_000_000

/** `launcher`: a command that starts the one behind it, to keep it on its cores. */
export async function createWrk(program: string, launcher: readonly string[]): Promise<LoadGenerator> {
  // It has no other way to tell, and exits with 1 then.
  const { stdout } = await execa(program, ['--version'], { reject: false })
  let firstNumber = 0
  return {
    name: 'wrk',
    version: /^wrk (?:debian\/)?(\S+)/.exec(stdout)?.[1] ?? 'unknown',
    async run({ port, request, connections, seconds }: LoadRun) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'))
      try {
        if (request.body !== undefined) writeFileSync(join(folder, 'body'), request.body)
        if (request.variants !== undefined) writeFileSync(join(folder, 'variants'), variantLines(request.variants))
        firstNumber += mostInARun
        writeFileSync(join(folder, 'request.lua'), luaScript(request, firstNumber))
        const url = `http://${host}:${port}${request.path}`
        const options = ['--threads', '1', '--connections', String(connections), '--timeout', '10s']
        // It takes whole seconds only.
        const time = ['--duration', `${Math.max(1, Math.round(seconds))}s`]
        const [command = '', ...args] = [...launcher, program, ...options, ...time, '--script', 'request.lua', url]
        return parseWrk((await execa(command, args, { cwd: folder, timeout: (seconds + 60) * 1000 })).stdout)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  }
}

/** What tells wrk to send a request, and to print what came of it as one line of JSON. */
export function luaScript({ method, headers, body, variants, isNumbered }: LoadRequest, firstNumber: number): string {
  const text = (value: string) =>
    `"${value.replace(/["\\\n\r]/g, (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`)}"`
  return [
    `wrk.method = ${text(method)}`,
    ...Object.entries(headers).map(([name, value]) => `wrk.headers[${text(name)}] = ${text(value)}`),
    ...(body === undefined ? [] : ['wrk.body = io.open("body", "rb"):read("*a")']),
    ...(variants === undefined ? [] : luaVariants),
    ...(isNumbered ? luaNumbered(firstNumber) : []),
    'function done(summary, latency)',
    '  local errors = summary.errors',
    `  io.write(string.format('${marker}{"requests":%d,"us":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\\n',`,
    '    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,',
    '    errors.connect + errors.read + errors.write + errors.timeout))',
    'end',
    '',
  ].join('\n')
}

/** A line each: the path, then names and values of headers, with tabs between them. */
export function variantLines(variants: readonly Variant[]): string {
  return variants.map(({ path, headers }) => `${[path, ...Object.entries(headers).flat()].join('\t')}\n`).join('')
}

const luaVariants = [
  'local requests, at = {}, 0',
  'function init()',
  '  for line in io.lines("variants") do',
  '    local fields = {}',
  '    for field in line:gmatch("[^\\t]+") do fields[#fields + 1] = field end',
  '    local headers = {}',
  '    for name, value in pairs(wrk.headers) do headers[name] = value end',
  '    for i = 2, #fields, 2 do headers[fields[i]] = fields[i + 1] end',
  '    requests[#requests + 1] = wrk.format(nil, fields[1], headers)',
  '  end',
  'end',
  'function request()',
  '  at = at % #requests + 1',
  '  return requests[at]',
  'end',
]

function luaNumbered(first: number): readonly string[] {
  return [
    `local number, numbered = ${first}, wrk.body`,
    'function request()',
    '  number = number + 1',
    `  return wrk.format(nil, nil, nil, (numbered:gsub("{n}", string.format("%d", number))))`,
    'end',
  ]
}

export function parseWrk(output: string): LoadResult {
  const line = output.split('\n').find((text) => text.startsWith(marker))
  if (line === undefined) throw new Error(`wrk did not say what came of it:\n${output}`)
  const { us, p50, p99, ...counts } = JSON.parse(line.slice(marker.length)) as Record<
    'requests' | 'us' | 'p50' | 'p99' | 'refused' | 'broken',
    number
  >
  return { ...counts, seconds: us / 1e6, p50: p50 / 1000, p99: p99 / 1000 }
}
