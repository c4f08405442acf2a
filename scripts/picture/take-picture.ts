import { keys } from '../../test/prompts/fake-terminal.ts'
import { hasTerminals, PseudoTerminal } from '../../test/terminal/pseudo-terminal.ts'
import { drawScreen } from './draw-screen.ts'

export const picturePath = 'docs/screen.svg'

const resource = 'people/person name:string email:email:unique role:enum=admin,member born:datetime:optional'

/** Runs the built command up to the question that shows most, and draws its screen as SVG. `folder` is for its notes. */
export async function takePicture(folder: string): Promise<string> {
  if (!hasTerminals) throw new Error("the picture is taken where util-linux's script is, as on Linux")
  const terminal = new PseudoTerminal(['my-api'], { cwd: folder, folder, env: { LANG: 'C.UTF-8' } })
  try {
    await terminal.until(shows('What should it start with?'), 'the presets')
    terminal.press(keys.enter)
    await terminal.until(shows('Where are they kept?'), 'the question for the store')
    terminal.press(keys.enter)
    await terminal.until(shows('Which resource?'), 'the question for a resource')
    terminal.press(resource)
    await terminal.until(shows('born   datetime, optional'), 'what was understood')
    return drawScreen(terminal.looks, 'npm create raw-http-app@latest my-api')
  } finally {
    terminal.press(keys.ctrlC)
    await terminal.left()
  }
}

/** The text, and the last line of a frame: it is drawn, and the prompt listens. */
function shows(text: string): (screen: readonly string[]) => boolean {
  return (screen) => screen.some((line) => line.includes(text)) && screen.at(-1)?.includes('Esc cancels') === true
}
