import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import xterm from '@xterm/headless'
import { execa } from 'execa'
import { quote } from '../../../src/model/quote.ts'
import { beginUpdate, endUpdate } from '../../../src/prompts/canvas.ts'
import { cliPath } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { type Run, runsOf } from './runs.ts'

export interface TerminalOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
  /** Where it keeps its notes: a folder of the running test, if not given. */
  readonly folder?: string
  /** Somebody else, and a copy of the command that they may read. */
  readonly uid?: number
  readonly cli?: string
}

/** How a command left its terminal. */
export interface Left {
  readonly status: number
  /** Its modes (raw or not, echo, signals) are those of before. undefined: the terminal is gone. */
  readonly isRestored: boolean | undefined
  readonly showsCursor: boolean
}

/**
 * util-linux's `script` gives a program a terminal of its own. Debian always has it, and it needs nothing compiled, as
 * node-pty would. The terminal's other end, which draws, is xterm's own emulator.
 */
export const hasTerminals = process.platform === 'linux' && canRun('script', '--version')

const deadlineMs = 20_000

/** A terminal in which the built command runs. */
export class PseudoTerminal {
  /** All that was sent to the terminal. */
  raw = ''
  /** What of it the emulator has drawn. */
  #drawn = ''
  readonly #emulator: InstanceType<typeof xterm.Terminal>
  readonly #folder: string
  readonly #script: ReturnType<typeof startScript>
  #check: () => void = () => undefined

  constructor(args: readonly string[], options: TerminalOptions) {
    const { cwd, env = {}, columns = 80, rows = 24, folder = scratchFolder(), cli = cliPath, uid } = options
    this.#folder = folder
    this.#emulator = new xterm.Terminal({ cols: columns || 80, rows: rows || 24, allowProposedApi: true })
    const session = join(this.#folder, 'session.sh')
    writeFileSync(session, sessionScript(this.#folder, [cli, ...args], columns, rows))
    this.#script = startScript(session, { cwd, uid, env: { TERM: 'xterm-256color', ...env } })
    this.#script.stdout.on('data', (chunk: Buffer) => {
      this.raw += chunk
      this.#emulator.write(chunk, () => {
        this.#drawn += chunk
        this.#check()
      })
    })
  }

  /** The lines of the screen, down to the last that is not empty. */
  get screen(): readonly string[] {
    return this.lines.slice(this.#emulator.buffer.active.baseY)
  }

  /** The lines of the screen and of what was scrolled off it. */
  get lines(): readonly string[] {
    const { active } = this.#emulator.buffer
    const all = Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true) ?? '')
    return all.slice(0, all.findLastIndex((line) => line !== '') + 1)
  }

  /** The screen as it looks, line by line. */
  get looks(): readonly (readonly Run[])[] {
    const { active } = this.#emulator.buffer
    return this.screen.map((_, at) => runsOf(active.getLine(active.baseY + at)))
  }

  /** Lines that went on in the next one because the screen is not as wide. */
  get tooLong(): readonly string[] {
    const { active } = this.#emulator.buffer
    const continued = Array.from({ length: active.length }, (_, at) => active.getLine(at)).filter(
      (line) => line?.isWrapped,
    )
    return continued.map((line) => line?.translateToString(true) ?? '')
  }

  press(...keys: readonly string[]): void {
    for (const key of keys) this.#script.stdin.write(key)
  }

  /** Gives the terminal another size, as when its window is pulled at. */
  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows)
    execFileSync('stty', ['-F', this.#read('tty').trim(), 'cols', `${columns}`, 'rows', `${rows}`])
  }

  /** Sends a signal to the command alone. */
  kill(signal: NodeJS.Signals): void {
    process.kill(Number(readFileSync(join(this.#folder, 'pid'), 'utf8')), signal)
  }

  /** The terminal goes away, as when its window is closed. */
  hangUp(): void {
    this.#script.kill('SIGKILL')
  }

  /** Resolves once the screen shows the expected state, in a frame that was drawn to its end. */
  until(isShown: (screen: readonly string[]) => boolean, wanted: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => reject(this.#timedOut(wanted)), deadlineMs)
      this.#check = () => {
        if (this.#drawn.lastIndexOf(beginUpdate) > this.#drawn.lastIndexOf(endUpdate)) return
        if (!isShown(this.screen)) return
        clearTimeout(deadline)
        this.#check = () => undefined
        resolve()
      }
      this.#check()
    })
  }

  /** How the command ended and what it left. */
  async left(): Promise<Left> {
    const ended = await this.#script
    if (ended.timedOut) throw this.#timedOut('the end of the command')
    // Behind a terminal that is gone the shell goes on.
    while (!existsSync(join(this.#folder, 'after'))) await new Promise((resolve) => setTimeout(resolve, 20))
    const [status, before, after] = ['status', 'before', 'after'].map((name) => this.#read(name))
    return {
      status: Number(status),
      isRestored: after === '' ? undefined : before === after,
      showsCursor: this.raw.lastIndexOf('\x1b[?25l') <= this.raw.lastIndexOf('\x1b[?25h'),
    }
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8')
  }

  #timedOut(wanted: string): Error {
    return new Error(`waited in vain for ${wanted}; the screen:\n${this.screen.join('\n')}`)
  }
}

/** The shell outlives what ends the command, and notes the state of the terminal ahead of it and behind it. */
function sessionScript(folder: string, args: readonly string[], columns: number, rows: number): string {
  const at = (name: string) => quote(join(folder, name), 'posix')
  const command = [process.execPath, ...args].map((word) => quote(word, 'posix')).join(' ')
  return `stty cols ${columns} rows ${rows}
tty > ${at('tty')}
trap : HUP INT QUIT
stty -g > ${at('before')}
sh -c 'echo $$ > "$1"; shift; exec "$@"' sh ${at('pid')} ${command}
echo $? > ${at('status')}
stty -g > ${at('modes')} 2> /dev/null
mv ${at('modes')} ${at('after')}
`
}

function startScript(
  session: string,
  { cwd, env, uid }: Pick<TerminalOptions, 'cwd' | 'env'> & { uid: number | undefined },
) {
  return execa('script', ['--quiet', '--command', `exec sh ${quote(session, 'posix')}`, '/dev/null'], {
    cwd,
    ...(uid === undefined ? {} : { uid }),
    env: { ...plainEnvironment(), SHELL: '/bin/sh', ...env },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
    timeout: 60_000,
  })
}

function canRun(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
