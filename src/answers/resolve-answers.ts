import {
  type Answers,
  type Choices,
  defaultDirectory,
  type Environment,
  type NodeMajor,
  nodeMajors,
  type PackageManager,
  packageManagers,
  type Resolved,
} from '../model/answers.ts'
import { rivalsAmong } from '../model/compatible.ts'
import { wrongRequest } from '../model/failure.ts'
import { chosenProviders } from '../model/options.ts'
import { type Pack, reservedNames, resourceFeature } from '../model/pack.ts'
import { inOrder, type Resource, type ResourceLanguage } from '../model/resource.ts'
import { chooseFeatures } from './choose-features.ts'
import { checkDirectory } from './directory-name.ts'
import { resolveOptions } from './option-values.ts'
import { checkName, nameFromDirectory } from './project-name.ts'

/**
 * Answers every question that the choices leave open with its documented default. Pure; the same choices and
 * environment give the same answers. Throws a Failure for values and choices that cannot be.
 */
export function resolveAnswers(
  pack: Pack,
  choices: Choices,
  environment: Environment,
  language: ResourceLanguage,
): Resolved {
  const directory = choices.directory ?? defaultDirectory
  checkDirectory(directory, environment.paths)
  if (choices.name !== undefined) checkName(choices.name)
  const node = choices.node ?? defaultNode(environment.nodeMajor)
  const { features, notes } = chooseFeatures(pack, choices, node)
  const answers: Answers = {
    name: choices.name ?? nameFromDirectory(directory, environment.cwd, environment.paths),
    features,
    resources: resourcesFor(pack, features, choices.resources ?? [], language),
    options: resolveOptions(pack, features, choices.options, node),
    node,
    packageManager: choices.packageManager ?? runningPackageManager(environment.userAgent),
  }
  checkProviders(pack, answers)
  return { answers, directory, install: choices.install ?? true, git: choices.git ?? true, notes }
}

/** Throws a Failure where a provider and a feature exclude each other. */
function checkProviders(pack: Pack, { features, options }: Answers): void {
  const providers = chosenProviders(pack, options).map(({ id }) => id)
  const rivals = rivalsAmong(pack, [...features, ...providers])
  if (rivals !== undefined) throw wrongRequest(`${rivals.join(' and ')} exclude each other: leave one of the two out`)
}

function resourcesFor(
  pack: Pack,
  features: readonly string[],
  given: readonly Resource[],
  language: ResourceLanguage,
): readonly Resource[] {
  const collector = resourceFeature(pack)
  if (collector === undefined || !features.includes(collector.id)) return []
  const { resources } = collector.manifest
  const wanted = given.length > 0 ? given : (resources?.default ?? []).map(language.parse)
  language.check(wanted, reservedNames(pack))
  language.checkRefs(wanted)
  return wanted.map(inOrder)
}

/** The newest major we know that is not above the running one; the oldest for those below. */
function defaultNode(running: number): NodeMajor {
  return nodeMajors.findLast((major) => major <= running) ?? nodeMajors[0]
}

function runningPackageManager(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split('/')[0]
  return packageManagers.find((known) => known === name) ?? 'npm'
}
