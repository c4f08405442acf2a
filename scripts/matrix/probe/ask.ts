import { Agent } from 'node:http'
import { exchange, shorten } from './exchange.ts'
import { matches } from './matches.ts'
import type { FileProbe, LogProbe, Probe } from './probe.ts'
import { type Server, startServer } from './server.ts'

/** A probe and the file that it is from. */
export interface Question {
  readonly path: string
  readonly probe: Probe
}

/**
 * Starts the project in a folder, compiled to `dist/`, tries the probes of a server on it one after the other, and stops
 * it. `env`: settings of the server. Resolves to what is not as it should be.
 */
export async function ask(
  program: string,
  folder: string,
  questions: readonly Question[],
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const server = await startServer(program, folder, env)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const complaints: string[] = []
  for (const question of questions) {
    const problems = await problemsOf(question.probe, server, agent).catch(messageOf)
    complaints.push(...problems.map((problem) => blame(question, problem)))
  }
  agent.destroy()
  const before = server.lines.length
  const status = await server.stop()
  if (status !== 0) complaints.push(`SIGTERM: it ends with ${status}, not 0\n${shorten(server.lines.join('\n'))}`)
  for (const question of questions) {
    const { probe } = question
    if (!('when' in probe) || probe.when !== 'stopping') continue
    const problems = await lineProblems(probe, server, before).catch(messageOf)
    complaints.push(...problems.map((problem) => blame(question, problem)))
  }
  return complaints
}

/** What is not as it should be in the files of a project, which need no server. */
export function fileComplaints(files: ReadonlyMap<string, string>, questions: readonly Question[]): readonly string[] {
  return questions.flatMap((question) =>
    'file' in question.probe ? fileProblems(files, question.probe).map((problem) => blame(question, problem)) : [],
  )
}

function blame({ path, probe }: Question, problem: string): string {
  return `${path}: "${probe.about}": ${problem}`
}

async function problemsOf(probe: Probe, server: Server, agent: Agent): Promise<readonly string[]> {
  if ('file' in probe) return []
  if ('request' in probe) return exchange(probe, server, agent)
  return probe.when === 'starting' ? lineProblems(probe, server, 0) : []
}

function fileProblems(files: ReadonlyMap<string, string>, { file, line }: FileProbe): readonly string[] {
  const lines = files.get(file)?.split('\n')
  if (lines === undefined) return [`there is no ${file}`]
  try {
    return lines.some((text) => matches(line, text)) ? [] : [`no line of ${file} matches /${line}/`]
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): readonly string[] {
  return [error instanceof Error ? error.message : String(error)]
}

async function lineProblems({ log }: LogProbe, server: Server, from: number): Promise<readonly string[]> {
  if (await server.says(log, from)) return []
  return [`no line matches /${log}/: ${shorten(server.lines.slice(from).join('\n'))}`]
}
