import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { choicesFrom } from '../../answers/change-answers.ts'
import { readSaved } from '../../answers/read-saved.ts'
import { resolveAnswers } from '../../answers/resolve-answers.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { recoverLeftovers } from '../../disk/leftovers.ts'
import { isHalfChanged, openProjectFiles, type ProjectFiles } from '../../disk/project-files.ts'
import type { Answers, Choices } from '../../model/answers.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import { valueAt } from '../../model/json-path.ts'
import type { History } from '../../model/migration.ts'
import { type ProjectRecord, recordPath } from '../../model/record.ts'
import { resourceLanguage } from '../../resource/language.ts'
import type { World } from '../world.ts'
import { historyIn } from './history.ts'

/** A project that this command made. */
export interface OpenProject {
  readonly files: ProjectFiles
  /** As the project has it: the answers may be of another version. */
  readonly record: ProjectRecord
  /** The answers as this version reads them. */
  readonly answers: Answers
  readonly history: History
}

/**
 * Reads the record of the project in a directory. `writes`: what a run that was cut off left there is put right first.
 * Throws a Failure where there is no project.
 */
export function openProject(world: World, request: VerbRequest, writes: boolean): OpenProject {
  const directory = request.directory ?? '.'
  const target = resolve(world.cwd, directory)
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw wrongRequest(`--dir ${directory}: there is no such directory`)
  }
  if (writes) recoverLeftovers(target)
  else if (isHalfChanged(target)) throw cutOff(request.verb)
  const files = openProjectFiles(target)
  const json = readRecord(files, directory)
  const answers = answersOf(world, readSaved(world.pack, json, recordPath, resourceLanguage))
  return { files, record: json, answers, history: historyIn(json, answers) }
}

/** The answers that choices in a project amount to, with what the user should know about them. */
export function resolveIn({ pack, nodeMajor, cwd }: World, choices: Choices) {
  return resolveAnswers(pack, choices, { nodeMajor, cwd }, resourceLanguage)
}

export function savedChoices({ answers }: OpenProject): Choices {
  return choicesFrom(answers)
}

function answersOf(world: World, saved: Choices): Answers {
  return resolveIn(world, { ...saved, directory: '.' }).answers
}

function readRecord({ look, root }: ProjectFiles, directory: string): ProjectRecord {
  const place = look(recordPath)
  if (place.kind !== 'file') {
    const where = directory === '.' ? 'the current directory' : directory
    throw wrongRequest(
      `${where} has no ${recordPath}, which every project of this command has\n` +
        'Change to a project, or name one with --dir',
    )
  }
  const json = parse(Buffer.from(place.bytes).toString('utf8'), root)
  const files = valueAt(json, ['files'])
  const migrations = valueAt(json, ['migrations']) ?? []
  const isWhole =
    typeof valueAt(json, ['version']) === 'string' &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((digest) => typeof digest === 'string') &&
    Array.isArray(migrations) &&
    migrations.every((line) => /^\d+ \S/.test(line))
  if (!isWhole) {
    throw wrongRequest(`${recordPath} has no "version" or "files", or odd "migrations": restore it, as from git`)
  }
  return json as ProjectRecord
}

function parse(text: string, root: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw wrongRequest(`${recordPath} in ${root} is not JSON: restore it, as from git`, { cause: error })
  }
}

function cutOff(verb: string): Failure {
  const flags = ['diff', 'explain', 'doctor'].includes(verb) ? '' : ', or this one without --dry-run and --check'
  return new Failure(
    'workToDo',
    `a run was cut off here: the next one that writes puts the files back, and ${verb} looks at nothing before\n` +
      `Run again what was cut off${flags}`,
  )
}
