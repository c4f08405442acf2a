import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { completionScript } from '../../../../src/arguments/completion/script.ts'
import type { CompletedShell } from '../../../../src/model/listing.ts'
import { pack } from '../../../support/menu-pack.ts'
import { plainEnvironment } from '../../../support/run.ts'
import { folderForFile, scratchFolder } from '../../../support/scratch.ts'

/** Whether the shell is here, and a terminal to type into it. */
export function canComplete(shell: CompletedShell): boolean {
  return isHere(shell) && (shell === 'fish' || (process.platform === 'linux' && isHere('script')))
}

/** What a shell makes of the last word of `line` when it is asked for all that could stand there. */
export async function completionsIn(shell: CompletedShell, line: string): Promise<readonly string[]> {
  const home = scratchFolder()
  const cwd = join(home, 'cwd')
  mkdirSync(join(cwd, 'my shop'), { recursive: true })
  writeFileSync(join(cwd, 'answers.json'), '{}')
  writeFileSync(join(home, 'script'), completionScript(pack, shell))
  const words = shell === 'fish' ? await askFish(home, line) : await typeInto(shell, home, line)
  return words
    .map((word) => word.replace(/\/$/, ''))
    .filter((word) => word !== '')
    .sort()
}

async function askFish(home: string, line: string): Promise<string[]> {
  const { stdout } = await execa('fish', ['--no-config', '-c', `source ../script; complete -C "$LINE"`], {
    cwd: join(home, 'cwd'),
    env: { ...plainEnvironment(), HOME: home, LINE: line },
    extendEnv: false,
  })
  return stdout.split('\n').map((row) => row.split('\t')[0] as string)
}

// What zsh finds in its own functions takes it seconds; the next one reads it here.
const zshFunctions = join(folderForFile(), 'functions')

// The command itself is replaced by one that notes its words; a key inserts every completion into the line.
const noteWords = `create-raw-http-app() { printf '%s\\n' "$@" > ../words; exit; }\n`
const settings = {
  bash: `PS1='ready>'\nbind '"\\C-xa": insert-completions'\nsource ../script\n${noteWords}`,
  zsh: `PROMPT='ready>'
autoload -Uz compinit && compinit -u -d ${zshFunctions}
zle -C all-matches complete-word _generic
zstyle ':completion:all-matches:*' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert true
bindkey '^Xa' all-matches
eval "$(<../script)"
${noteWords}`,
}

async function typeInto(shell: 'bash' | 'zsh', home: string, line: string): Promise<string[]> {
  writeFileSync(join(home, '.zshrc'), settings.zsh)
  writeFileSync(join(home, 'bashrc'), settings.bash)
  const start = shell === 'bash' ? 'bash --noprofile --rcfile ../bashrc -i' : 'zsh -i'
  const running = execa('script', ['--quiet', '--return', '--command', start, '/dev/null'], {
    cwd: join(home, 'cwd'),
    env: { ...plainEnvironment(), HOME: home, ZDOTDIR: home, TERM: 'xterm' },
    extendEnv: false,
    reject: false,
    all: true,
    stdin: 'pipe',
    timeout: 30_000,
  })
  let shown = ''
  running.all.on('data', (chunk) => {
    const wasReady = shown.includes('ready>')
    shown += chunk
    if (!wasReady && shown.includes('ready>')) running.stdin.write(`${line}\u0018a\r`)
  })
  await running
  const already = line.split(' ').slice(1, -1)
  return readFileSync(join(home, 'words'), 'utf8').split('\n').slice(already.length)
}

function isHere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
