import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { beforeAll, inject } from 'vitest'
import { plainEnvironment } from './run.ts'

export const cliPath = resolve('dist/cli.js')

export interface CliRun {
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Builds the command ahead of a file's tests, as it is published, unless the tests of another file had it built. */
export function buildFirst(): void {
  beforeAll(() => {
    const mark = inject('buildMark')
    // Two files that begin at once both build it, which does no harm.
    if (existsSync(mark)) return
    execFileSync(process.execPath, ['scripts/build.mjs'])
    writeFileSync(mark, '')
  })
}

/** Runs the built command without a terminal and without anything of the test runner's own environment. */
export async function cli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { exitCode, stdout, stderr } = await startCli(args, options)
  return { status: exitCode, stdout, stderr }
}

export function startCli(args: readonly string[], { cwd, env }: CliOptions) {
  return execa(process.execPath, [cliPath, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    timeout: 60_000,
  })
}

/** Every file below a folder with its text, by path. */
export function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]))
}
