import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { showFault } from '../lint/fault.ts'
import { lintFeatures } from '../lint/lint-features.ts'
import type { Rendering } from '../lint/subject.ts'
import { Failure } from '../model/failure.ts'
import { type Feature, manifestPath, type Pack, shownFolder } from '../model/pack.ts'
import { readJson } from '../pack/read-features.ts'
import { readText } from '../pack/read-text.ts'
import { probeFaults } from '../pack/schema-faults.ts'
import type { Templates } from '../render/render-file.ts'
import { type Meeting, meetingsOf, renderMeeting } from './renderings.ts'
import { joinFolders } from './with-packs.ts'
import type { World } from './world.ts'

/**
 * Holds the features of a folder to all that ours are held to, and renders each of them beside every other feature.
 * Returns what to print. Throws a Failure with every fault that was found, a line each.
 */
export async function checkPack(world: World, folder: string): Promise<string> {
  const isJoined = world.pack.folders?.includes(folder) === true
  const joined = isJoined ? world : await joinFolders(world, [folder])
  const own = joined.pack.features.filter((feature) => feature.folder?.startsWith(`${shownFolder(folder)}/`))
  const meetings = meetingsOf(joined.pack, own)
  const { renderings, failures } = renderAll(joined.pack, meetings, await joined.loadTemplates())
  const faults = lintFeatures({
    pack: joined.pack,
    features: own,
    manifestText: (feature) => readText(resolve(world.cwd, manifestPath(feature)), manifestPath(feature)) ?? '',
    renderings: failures.length > 0 ? [] : renderings,
  })
  const complaints = [
    ...own.flatMap((feature) => probeComplaints(world, feature)),
    ...failures,
    ...faults.map(showFault),
  ]
  if (complaints.length > 0) throw new Failure('failed', report(folder, complaints))
  const names = own.map(({ id }: Feature) => id).join(', ')
  return (
    `${folder}: ${names} can join: ${renderings.length} projects rendered, nothing to complain of\n` +
    'Not compiled and not started: "npm run check" and "npm test" in a project with them do that\n'
  )
}

interface Outcome {
  readonly renderings: readonly Rendering[]
  /** A message each, with the first project that it was met in. */
  readonly failures: readonly string[]
}

function renderAll(pack: Pack, meetings: readonly Meeting[], templates: Templates): Outcome {
  const renderings: Rendering[] = []
  const failures = new Map<string, string>()
  for (const meeting of meetings) {
    try {
      renderings.push(renderMeeting(templates, pack, meeting))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const first = failures.get(error.message) ?? meeting.answers.features.join(', ')
      failures.set(error.message, first)
    }
  }
  return {
    renderings,
    failures: [...failures].map(([message, features]) => `${message} (met with ${features || 'no feature'})`),
  }
}

/** Probes are tried by `npm run matrix` in a clone; here they are held to their schema, and nothing is run. */
function probeComplaints({ cwd }: World, { folder }: Feature): readonly string[] {
  const path = `${folder}/probes.json`
  if (!existsSync(resolve(cwd, path))) return []
  return probeFaults(readJson(resolve(cwd, path), path)).map((fault) => `${path}: ${fault}`)
}

function report(folder: string, complaints: readonly string[]): string {
  return [...complaints, `${folder}: ${complaints.length} ${complaints.length === 1 ? 'fault' : 'faults'}`].join('\n')
}
