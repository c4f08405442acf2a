import { checkSwallowed } from '../arguments/check-swallowed.ts'
import type { ListingRequest } from '../arguments/listing-request.ts'
import { parseArguments } from '../arguments/parse-arguments.ts'
import type { Failure } from '../model/failure.ts'
import { printable, printableLine } from '../model/printable.ts'
import { createReporter } from '../prompts/report.ts'
import { resourceLanguage } from '../resource/language.ts'
import { askForProject, type Project } from './ask-for-project.ts'
import { finishProject } from './finish-project.ts'
import { readConfig } from './read-config.ts'
import { settleTarget } from './settle-target.ts'
import { showPlan } from './show-plan.ts'
import { withPacks } from './with-packs.ts'
import { isWatched, shellsOf, type World } from './world.ts'

/**
 * One run of the command, from its words to a project. Returns the Failure of a run whose files are complete all the
 * same; throws one, with nothing written, for every other.
 */
export async function run(given: World): Promise<Failure | undefined> {
  const world = await withPacks(given)
  const { pack, argv, env, stdout } = world
  checkSwallowed(env, argv, pack, shellsOf(world)[0])
  const { choices, run } = parseArguments(argv, pack, resourceLanguage)
  if (run.help) return void stdout.write(printable(await help(world)))
  if (run.version) return void stdout.write(printable(`${pack.version}\n`))
  if (run.listing !== undefined) return void stdout.write(printable(await listingText(world, run.listing)))
  if (run.verb !== undefined) {
    world.heedSignals()
    const { runVerb } = await import('./verbs/run-verb.ts')
    return runVerb(world, given, run.verb, choices, run)
  }
  const request = await readConfig(world, choices, run.config)
  // Not before: answers may come from a pipe, whose reading no handler of ours could interrupt.
  world.heedSignals()
  const report = createReporter({ output: stdout, watched: isWatched(world), quiet: run.json, env })
  const project = await askForProject(world, request, run, report)
  if (run.json) tellNotes(world, project)
  if (run.dryRun) return showPlan(world, project, run)
  return finishProject(world, await settleTarget(world, project, run), run, report)
}

async function help({ pack, stdout }: World): Promise<string> {
  const { helpText } = await import('../arguments/help-text.ts')
  return helpText(pack, stdout.columns || 80)
}

async function listingText(world: World, listing: ListingRequest): Promise<string> {
  const { pack, stdout } = world
  if (listing.kind === 'check') {
    const { checkPack } = await import('./check-pack.ts')
    return checkPack(world, listing.folder)
  }
  if (listing.kind === 'completion') {
    const { completionScript } = await import('../arguments/completion/script.ts')
    return completionScript(pack, listing.shell)
  }
  const { featureDocument, featureList } = await import('../arguments/feature-list.ts')
  return listing.json ? featureDocument(pack) : featureList(pack, stdout.columns || 80)
}

/** Where stdout is for the document alone. */
function tellNotes({ stderr }: World, { resolved }: Project): void {
  for (const note of resolved.notes) stderr.write(`${printableLine(note)}\n`)
}
