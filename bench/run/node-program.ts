import { execa } from 'execa'
import { programOf } from '../../scripts/matrix/run/programs.ts'
import { WrongFlag } from '../../scripts/wrong-flag.ts'
import { type NodeMajor, nodeMajors } from '../../src/model/answers.ts'

/** The Node that servers run on: a major that is here, or the one that runs this. Throws a WrongFlag when it is not here. */
export function nodeProgram(major: string | undefined): string {
  if (major === undefined) return process.execPath
  const known = nodeMajors.find((candidate) => String(candidate) === major)
  const program = known && programOf(known)
  if (program === undefined) {
    throw new WrongFlag(`--node ${major} is not here: run node scripts/install-nodes.mjs ${nodeMajors.join(' ')}`)
  }
  return program
}

/** The lowest Node that a project asks for, when it is made on this one. */
export async function nodeMajorOf(program: string): Promise<NodeMajor> {
  const version = await nodeVersionOf(program)
  const major = [...nodeMajors].reverse().find((candidate) => candidate <= Number.parseInt(version, 10))
  if (major === undefined) throw new Error(`Node ${version} is older than any that projects run on`)
  return major
}

/** `24.11.0` */
export async function nodeVersionOf(program: string): Promise<string> {
  return (await execa(program, ['--version'])).stdout.slice(1)
}
