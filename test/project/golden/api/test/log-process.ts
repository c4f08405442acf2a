import type { TestContext } from 'node:test'
import type { Environment } from '../src/settings.ts'
import { type RunningServer, startProgram } from './program.ts'

export type Line = Readonly<Record<string, unknown>>

export interface LogProcess extends Omit<RunningServer, 'find' | 'rest'> {
  /** The next line for which the test is true. */
  find(isIt: (line: Line) => boolean): Promise<Line>
  /** All lines that are left, once the process has ended. */
  rest(): Promise<Line[]>
}

/** Starts a server that writes JSON. */
export async function startProcess(t: TestContext, env?: Environment, program?: string): Promise<LogProcess> {
  const server = await startProgram(t, env, program)
  const parse = (line: string) => JSON.parse(line) as Line
  return {
    ...server,
    find: async (isIt) => parse(await server.find((line) => isIt(parse(line)))),
    rest: async () => (await server.rest()).map(parse),
  }
}

export function isRequest(line: Line): boolean {
  return line['msg'] === 'request'
}
