import { replayCommand } from '../answers/replay-command.ts'
import type { RunOptions } from '../arguments/parse-arguments.ts'
import { writeProject } from '../disk/write-project.ts'
import { nextSteps } from '../finish/next-steps.ts'
import type { Advice, Shell } from '../model/answers.ts'
import { Failure } from '../model/failure.ts'
import type { Reporter } from '../prompts/report.ts'
import { resourceLanguage } from '../resource/language.ts'
import { adviceFor } from './advice.ts'
import { documentOf, type StepState } from './json-document.ts'
import type { SettledProject } from './settle-target.ts'
import { shellsOf, type World } from './world.ts'

interface StepResult {
  readonly name: string
  readonly state: StepState
  readonly why?: string
}

/** Writes the project, does what was wished for behind it, and tells. Returns the Failure of a step that went wrong. */
export async function finishProject(
  world: World,
  project: SettledProject,
  run: RunOptions,
  report: Reporter,
): Promise<Failure | undefined> {
  const { pack, stdout, signal } = world
  const { resolved, plan } = project
  const { directory, answers } = resolved
  signal.throwIfAborted()
  writeProject(plan)
  await forgetChanges(world, plan.target)
  const step = createStep(world, report, directory)
  report.wrote(directory, plan.created.length + plan.replaced.length)
  const git = await step('git repository', resolved.git, async () => {
    const { initGit } = await import('../finish/git.ts')
    const message = `Create the project with create-raw-http-app ${pack.version}`
    return initGit(plan.target, { signal, files: [...plan.files.keys()], message })
  })
  const install = await step(`${answers.packageManager} install`, resolved.install, async () => {
    const { install } = await import('../finish/install.ts')
    return install(plan.target, answers.packageManager, { signal, onOutput: report.progress })
  })
  if (run.json) stdout.write(documentOf(pack, project, { install: install.state, git: git.state }))
  report.finished({
    notes: resolved.notes,
    nextSteps: adviceFor(shellsOf(world), (shell) =>
      nextSteps(directory, answers.packageManager, install.state === 'done', shell),
    ),
    replay: replayAdvice(world, project),
  })
  const failed = [git, install].filter(({ state }) => state === 'failed')
  if (failed.length === 0) return undefined
  const faults = failed.map(({ name, why }) => `${name} failed: ${why}`)
  return new Failure('finishingFailed', `the files are complete, but ${faults.join('\nand ')}`)
}

/** What verbs changed in a project that was here before cannot be undone in this one. */
async function forgetChanges({ env, platform, stderr }: World, target: string): Promise<void> {
  const { forgetProject } = await import('../disk/undo-store.ts')
  try {
    forgetProject(target, env, platform)
  } catch (error) {
    stderr.write(`what undo knows of an earlier project here is left: ${(error as Error).message}\n`)
  }
}

function createStep({ signal }: World, report: Reporter, directory: string) {
  return async (name: string, wanted: boolean, work: () => Promise<Omit<StepResult, 'name'>>): Promise<StepResult> => {
    if (!wanted) return { name, state: 'skipped' }
    report.step(name, 'running')
    const result = await work()
    report.step(name, result.state, result.why)
    if (signal.aborted) throw endedBehindFiles(signal.reason as Failure, directory, name)
    return { name, ...result }
  }
}

function endedBehindFiles({ code, message }: Failure, directory: string, step: string): Failure {
  return new Failure(code, `${message} at ${step}; the files in ${directory} are complete`)
}

function replayAdvice(world: World, { resolved }: SettledProject): readonly Advice[] {
  // A Windows terminal may run a POSIX shell as well.
  const shells = new Set<Shell>([...shellsOf(world), 'posix'])
  return adviceFor([...shells], (shell) => [replayCommand(world.pack, resolved, shell, resourceLanguage)])
}
