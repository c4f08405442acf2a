import { execa } from 'execa'

export interface Run {
  /** undefined: it did not end by itself in time. */
  readonly status: number | undefined
  /** stdout and stderr as they came. */
  readonly output: string
}

interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds; a minute and a half if not given. */
  readonly timeout?: number
}

const kept = /^(PATH|HOME|USER|LANG|TMPDIR|TEMP|TMP|SystemRoot|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i
const keptOfNpm = /^npm_config_(registry|cache|userconfig|globalconfig|prefix)$/i

/** Runs a command to its end. Nothing of the test runner's own environment, nor settings of a server, reach it. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { exitCode, all } = await execa(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...plainEnvironment(), ...options.env },
    extendEnv: false,
    timeout: options.timeout ?? 90_000,
    killSignal: 'SIGKILL',
    stdin: 'ignore',
    all: true,
    reject: false,
  })
  return { status: exitCode, output: all }
}

export function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => kept.test(name) || keptOfNpm.test(name))
  return Object.fromEntries(entries) as Record<string, string>
}
