import type { Complaint } from './origins.ts'

/** The complaints in what `tsc --pretty false` printed below a project's root. */
export function complaintsOfCompiler(output: string): readonly Complaint[] {
  return output.split('\n').flatMap((text) => {
    const [found, path = '', line, message = ''] = /^(.+?)\((\d+),\d+\): (?:error )?(.*)$/.exec(text) ?? []
    return found === undefined ? [] : [{ path: slashed(path), line: Number(line), message }]
  })
}

/** The complaints in what `biome check --reporter=github` printed. `folder` is the project's root. */
export function complaintsOfLinter(output: string, folder: string): readonly Complaint[] {
  return output.split('\n').flatMap((text) => {
    const [found, rule, path = '', line, message] = linterLine.exec(text) ?? []
    const inside = slashed(path).replace(`${slashed(folder)}/`, '')
    return found === undefined ? [] : [{ path: inside, line: Number(line), message: `${rule}: ${message}` }]
  })
}

/**
 * The failed tests in what node:test printed, each at the first line of the project's own that its stack names.
 * `folder` is the project's root. Tests that were compiled need source maps (`node --enable-source-maps`).
 */
export function complaintsOfTests(output: string, folder: string): readonly Complaint[] {
  return failedTests(output).flatMap(({ name, lines }) => {
    const place = placeIn(lines, folder)
    return place === undefined ? [] : [{ ...place, message: `test "${name}": ${reasonIn(lines)}` }]
  })
}

const linterLine = /^::error title=(.*?),file=(.*?),line=(\d+),.*?::(.*)$/

interface FailedTest {
  readonly name: string
  readonly lines: readonly string[]
}

const headline = /^\s*(?:(ok|not ok) \d+ - (.*)|([✔✖]) (.*?)(?: \([\d.]+ms\))?)$/u
const nextTest = /^\s*# Subtest: |^test at (.*)$/

/** Both of the forms that node:test prints in: TAP, and its own with a tick or a cross ahead of each test. */
function failedTests(output: string): readonly FailedTest[] {
  const failed: { readonly name: string; readonly lines: string[] }[] = []
  let lines: string[] | undefined
  let above: readonly string[] = []
  for (const line of output.split('\n')) {
    const [head, state, tapName, mark, ownName] = headline.exec(line) ?? []
    const next = nextTest.exec(line)
    if (head === undefined && next === null) {
      lines?.push(line)
      continue
    }
    lines = state === 'not ok' || mark === '✖' ? [...above] : undefined
    if (lines) failed.push({ name: tapName ?? ownName ?? '', lines })
    // The own form names the place of a test in the line above its name, from the project's root.
    above = next?.[1] === undefined ? [] : [line]
  }
  // A suite fails with the tests in it, which are listed themselves.
  return failed.filter((test) => !test.lines.some((line) => line.includes("'subtestsFailed'")))
}

/** The first line of a stack that is the project's own; for a test without one, where it stands. */
function placeIn(lines: readonly string[], folder: string): Place | undefined {
  const places = lines.flatMap((line) => {
    const [, path, number] = placePattern.exec(slashed(line).replace(`${slashed(folder)}/`, '\u0000')) ?? []
    return path === undefined ? [] : [{ path, line: Number(number), inStack: !/^\s*location: |^test at /.test(line) }]
  })
  const place = places.find(({ inStack }) => inStack) ?? places[0]
  return place && { path: place.path, line: place.line }
}

type Place = Pick<Complaint, 'path' | 'line'>

const placePattern = /(?:\u0000|^test at )((?:src|test)\/[^:'")]+\.ts):(\d+)/

function reasonIn(lines: readonly string[]): string {
  const reasons = lines.flatMap((line, index) => {
    if (/^\s*error: \|-?$/.test(line))
      return [
        lines
          .slice(index + 1)
          .find((text) => text.trim() !== '')
          ?.trim() ?? '',
      ]
    const [, quoted, thrown, plain] =
      /^\s*error: '(.*)'$|^\s*\w*Error\b(?: \[\w+\])?: (.+)$|^\s*'(.+)'$/.exec(line) ?? []
    return [quoted ?? thrown ?? plain].filter((text) => text !== undefined)
  })
  return reasons[0] ?? 'failed'
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
