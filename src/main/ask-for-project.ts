import { resolve } from 'node:path'
import { resolveAnswers } from '../answers/resolve-answers.ts'
import type { RunOptions } from '../arguments/parse-arguments.ts'
import { assertWritable, inspectTarget } from '../disk/inspect-target.ts'
import { type Answers, type Choices, defaultDirectory, type Resolved } from '../model/answers.ts'
import { wrongRequest } from '../model/failure.ts'
import { reservedNames } from '../model/pack.ts'
import type { Resource } from '../model/resource.ts'
import type { Reporter } from '../prompts/report.ts'
import type { Ui } from '../prompts/ui.ts'
import { resourceLanguage } from '../resource/language.ts'
import { projectRenderer } from './project-files.ts'
import type { Request } from './read-config.ts'
import { isInteractive, type World } from './world.ts'

/** A project as it would be written, before anyone looked where. */
export interface Project {
  readonly request: Request
  readonly resolved: Resolved
  readonly files: ReadonlyMap<string, string>
  /** Questions may be asked, and here is what they need. */
  readonly ui?: Ui
}

/** Asks what is open where somebody can answer, takes defaults elsewhere, and renders. Throws a Failure. */
export async function askForProject(
  world: World,
  request: Request,
  run: RunOptions,
  report: Reporter,
): Promise<Project> {
  const asks = asksQuestions(world, run)
  if (!asks && !run.yes && request.choices.directory === undefined) throw missingDirectory(request.choices)
  const renderAnswers = await projectRenderer(world)
  if (!asks) return projectOf(world, request, renderAnswers)
  const { askOpenQuestions } = await import('../prompts/ask.ts')
  const ui = createUi(world, renderAnswers, report)
  const choices = await askOpenQuestions(world.pack, request.choices, ui)
  return { ...projectOf(world, { ...request, choices }, renderAnswers), ui }
}

/** Somebody is there to answer, and did not ask to be left alone. */
function asksQuestions(world: World, run: RunOptions): boolean {
  return !run.yes && isInteractive(world)
}

/** The same project somewhere else; its name may follow. */
export function moveProject(world: World, project: Project, ui: Ui, directory: string): Project {
  const { request } = project
  return { ...projectOf(world, { ...request, choices: { ...request.choices, directory } }, ui.render), ui }
}

function missingDirectory({ resources = [] }: Choices): Error {
  const lone = resources.find(({ fields }) => fields.length === 0)
  const taken = lone === undefined ? '' : ` (${JSON.stringify(lone.name)} was taken for a resource, not for it)`
  return wrongRequest(
    `the directory is missing${taken}, and nothing is asked outside of a terminal, nor where CI is set\n` +
      `Name it, or add --yes to take ${defaultDirectory} and the default of every other answer`,
  )
}

function projectOf(world: World, request: Request, render: (answers: Answers) => ReadonlyMap<string, string>): Project {
  const resolved = resolveChoices(world, request.choices)
  const notes = [...request.notes, ...resolved.notes]
  return { request, resolved: { ...resolved, notes }, files: render(resolved.answers) }
}

function resolveChoices({ pack, nodeMajor, env, cwd, platform }: World, choices: Choices): Resolved {
  const paths = platform === 'win32' ? 'windows' : 'posix'
  return resolveAnswers(
    pack,
    choices,
    { nodeMajor, userAgent: env.npm_config_user_agent, cwd, paths },
    resourceLanguage,
  )
}

function createUi(world: World, render: (answers: Answers) => Map<string, string>, report: Reporter): Ui {
  const { pack, stdin, stdout, signal, env, nodeMajor, cwd } = world
  const reserved = reservedNames(pack)
  return {
    input: stdin,
    output: stdout,
    signal,
    env,
    started: report.started,
    environment: { nodeMajor, userAgent: env.npm_config_user_agent },
    directoryState(path) {
      const target = resolve(cwd, path)
      const state = inspectTarget(target)
      if (state.kind !== 'file') assertWritable(target)
      return state
    },
    resolve: (choices) => resolveChoices(world, choices),
    parseResource(text, others) {
      const resource = resourceLanguage.parse(text)
      const all = [...others, resource]
      resourceLanguage.check(all, reserved)
      const isComplete = all.every(({ fields }) => fields.every(({ ref }) => isAmong(ref, all)))
      if (isComplete) resourceLanguage.checkRefs(all)
      return resource
    },
    render,
  }
}

/** What a resource refers to may be entered after it. */
function isAmong(ref: string | undefined, resources: readonly Resource[]): boolean {
  return ref === undefined || resources.some(({ name }) => name === ref)
}
