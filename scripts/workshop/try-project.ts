import { Failure } from '../../src/model/failure.ts'
import { renderLines } from '../../src/render/render.ts'
import { checkProject, testProject } from './check-project.ts'
import { diffOf } from './diff.ts'
import { atOrigin, type Files, withOrigins } from './origins.ts'
import { createProjectServer, type ProjectServer } from './project-server.ts'
import { readRequest } from './request.ts'
import { createScratchProject, type ScratchProject, textsOf } from './scratch-project.ts'
import { watchFolders } from './watch-folders.ts'

/** How a trial speaks, and when it ends. */
export interface Trial {
  /** Flags of the command. */
  readonly argv: readonly string[]
  /** Runs the project's own tests as well. */
  readonly tests: boolean
  tell(text: string): void
  /** Aborted to end it, after the round that is under way. */
  readonly signal: AbortSignal
}

/**
 * Renders a project into a scratch folder, checks it, starts it, and does so again whenever its templates change, until
 * the signal aborts; then the folder goes away. Resolves with whether the last round had nothing to complain of. Throws
 * a Failure for wrong flags.
 */
export async function tryProject(trial: Trial): Promise<boolean> {
  const { argv, tell, signal } = trial
  const { answers, folders } = readRequest(argv)
  const watching = watchFolders(folders, signal)
  const project = createScratchProject(answers.node)
  let files: Files = new Map()
  const server = createProjectServer(project.folder, (line) => tell(withOrigins(files, project.folder, line)))
  tell(`in ${project.folder}`)
  try {
    let clean = false
    let lastCheck = false
    do {
      clean = await tellingFailures(tell, async () => {
        const before = files
        files = renderAnew(argv)
        lastCheck = await playRound(trial, project, server, before, files, lastCheck)
        return lastCheck
      })
      if (!signal.aborted) await watching.changed()
    } while (!signal.aborted)
    return clean
  } finally {
    await server.stop()
    project.remove()
  }
}

/** A broken template or tool ends the round, not the trial. */
async function tellingFailures(tell: Trial['tell'], round: () => Promise<boolean>): Promise<boolean> {
  try {
    return await round()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    tell(error.message)
    return false
  }
}

function renderAnew(argv: readonly string[]): Files {
  try {
    const { pack, answers } = readRequest(argv)
    return renderLines(pack, answers)
  } catch (error) {
    // A file that goes away while the folder is read: its going starts the next round.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Failure('failed', String(error), { cause: error })
  }
}

async function playRound(
  { tests, tell }: Trial,
  project: ScratchProject,
  server: ProjectServer,
  before: Files,
  files: Files,
  lastCheck: boolean,
): Promise<boolean> {
  const difference = diffOf(textsOf(before), textsOf(files))
  if (difference === '' && before.size > 0) {
    tell('nothing changes in this project')
    return lastCheck
  }
  tell(before.size === 0 ? `${files.size} files` : `\n${difference}\n`)
  project.write(files)
  const { complaints, compiled } = await checkProject(project.folder)
  for (const complaint of complaints) tell(atOrigin(files, complaint))
  if (!compiled) {
    tell('it does not compile: what ran before runs on')
    return false
  }
  tell(complaints.length === 0 ? 'the compiler and the linter have nothing to say' : 'it compiles all the same')
  const listens = (await server.restart()) === 'listening'
  const failures = tests ? await testProject(project.folder) : []
  for (const failure of failures) tell(atOrigin(files, failure))
  if (tests && failures.length === 0) tell('its own tests pass')
  return listens && complaints.length + failures.length === 0
}
