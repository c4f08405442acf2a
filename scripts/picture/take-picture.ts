import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { hasTerminals, PseudoTerminal } from '../../test/command/terminal/pseudo-terminal.ts'
import { plainEnvironment } from '../../test/support/run.ts'
import { keys } from '../../test/unit/prompts/fake-terminal.ts'
import { drawScreen } from './draw-screen.ts'

/** By the path of each picture: runs the built command, and draws its screen as SVG. `folder` is for its notes. */
export const pictures: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  'docs/screen.svg': askForResource,
  'docs/life.svg': addFeature,
}

const resource = 'people/person name:string email:email:unique role:enum=admin,member born:datetime:optional'

/** Up to the question that shows most. */
function askForResource(folder: string): Promise<string> {
  return inTerminal(['my-api'], folder, folder, async (terminal) => {
    await terminal.until(shows('What should it start with?'), 'the presets')
    terminal.press(keys.enter)
    await terminal.until(shows('Where are they kept?'), 'the question for the store')
    terminal.press(keys.enter)
    await terminal.until(shows('Which resource?'), 'the question for a resource')
    terminal.press(resource)
    await terminal.until(shows('born   datetime, optional'), 'what was understood')
    return drawScreen(terminal.looks, 'npm create raw-http-app@latest my-api')
  })
}

/** Up to the question whether a project is to be changed as the plan says. */
async function addFeature(folder: string): Promise<string> {
  const flags = [
    'my-api',
    '--preset',
    'api',
    '--store',
    'memory',
    '--node',
    '20',
    '--pm',
    'npm',
    '--no-install',
    '--no-git',
  ]
  const env = plainEnvironment()
  await execa(process.execPath, [resolve('dist/cli.js'), ...flags], { cwd: folder, env, extendEnv: false })
  return inTerminal(['add', 'rate-limit'], join(folder, 'my-api'), folder, async (terminal) => {
    await terminal.until(shows('Make these changes?'), 'the plan')
    return drawScreen(terminal.looks, 'npx create-raw-http-app@latest add rate-limit')
  })
}

async function inTerminal(
  args: readonly string[],
  cwd: string,
  folder: string,
  draw: (terminal: PseudoTerminal) => Promise<string>,
): Promise<string> {
  if (!hasTerminals) throw new Error("the picture is taken where util-linux's script is, as on Linux")
  const notes = join(folder, 'notes')
  mkdirSync(notes, { recursive: true })
  const env = { LANG: 'C.UTF-8', XDG_STATE_HOME: join(folder, 'state') }
  const terminal = new PseudoTerminal(args, { cwd, folder: notes, env })
  try {
    return await draw(terminal)
  } finally {
    terminal.press(keys.ctrlC)
    await terminal.left()
  }
}

/** The text, and the last line of a frame: it is drawn, and the prompt listens. */
function shows(text: string): (screen: readonly string[]) => boolean {
  return (screen) => screen.some((line) => line.includes(text)) && screen.at(-1)?.includes('Esc cancels') === true
}
