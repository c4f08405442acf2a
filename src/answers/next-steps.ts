import type { Resolved, Shell } from '../model/answers.ts'
import { quote } from '../model/quote.ts'

/** The commands that lead from here to a running server, in order. `installed`: its dependencies are there already. */
export function nextSteps({ answers, directory }: Resolved, installed: boolean, shell: Shell): readonly string[] {
  const here = /^\.[/\\]*$/.test(directory)
  return [
    ...(here ? [] : [`cd ${quote(directory, shell)}`]),
    ...(installed ? [] : [`${answers.packageManager} install`]),
    `${answers.packageManager} run dev`,
  ]
}
