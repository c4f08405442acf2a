import { readFileSync } from 'node:fs'
import { resolveAnswers } from '../../src/answers/resolve-answers.ts'
import { parseArguments } from '../../src/arguments/parse-arguments.ts'
import { packFolders } from '../../src/main/with-packs.ts'
import type { Answers } from '../../src/model/answers.ts'
import type { Pack } from '../../src/model/pack.ts'
import { joinPacks } from '../../src/pack/join-packs.ts'
import { readPack } from '../../src/pack/read-pack.ts'
import { resourceLanguage } from '../../src/resource/language.ts'

/** A project as the flags of the command ask for it. */
export interface Request {
  readonly pack: Pack
  readonly answers: Answers
  /** Where its templates are. */
  readonly folders: readonly string[]
  /** The word that is no flag, where there is one. */
  readonly word: string | undefined
}

export const templatesFolder = 'templates'

/** Reads the flags of the command; what they leave open has the command's own defaults. Throws a Failure. */
export function readRequest(argv: readonly string[]): Request {
  const ours = readTemplates()
  const folders = packFolders(ours, argv)
  const pack = joinPacks(ours, folders, process.cwd())
  const { choices } = parseArguments(argv, pack, resourceLanguage)
  const nodeMajor = Number.parseInt(process.versions.node, 10)
  const { answers } = resolveAnswers(
    pack,
    { ...choices, directory: 'my-api' },
    { nodeMajor, userAgent: undefined, cwd: '/' },
    resourceLanguage,
  )
  return { pack, answers, folders: [templatesFolder, ...folders], word: choices.directory }
}

/** The templates as they are now. Throws a Failure that names the file that is wrong. */
export function readTemplates(): Pack {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  return readPack(templatesFolder, version)
}
