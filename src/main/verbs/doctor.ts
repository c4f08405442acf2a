import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { filesBelow } from '../../disk/project-files.ts'
import { checkProject } from '../../finish/check-project.ts'
import { nodeMajors } from '../../model/answers.ts'
import { nearest } from '../../model/did-you-mean.ts'
import { Failure } from '../../model/failure.ts'
import { printable } from '../../model/printable.ts'
import { isNewer } from '../../model/version.ts'
import { hasMarkers } from '../../plan/merge-lines.ts'
import { textOf } from '../../plan/text.ts'
import { includedFeatures } from '../../render/included.ts'
import type { World } from '../world.ts'
import { type OpenProject, openProject, resolveIn, savedChoices } from './open-project.ts'
import { renderBase } from './renderings.ts'
import { verbDocument } from './show.ts'

/** What is wrong, and what to do about it. */
interface Finding {
  readonly about: string
  readonly next: string
}

/** `doctor`: what is wrong or out of date in a project. An unfinished run is told by `openProject`. */
export async function examine(world: World, request: VerbRequest, run: RunOptions): Promise<Failure | undefined> {
  const { stdout, env, signal } = world
  const project = openProject(world, request, false)
  const { root } = project.files
  const { failures, unchecked } = await checkProject(root, project.answers.packageManager, { env, signal })
  const findings = [
    ...findVersion(world, project),
    ...findNode(world, project),
    ...(await findRecord(world, project)),
    ...findMarkers(project),
    ...findSettings(world, project),
    ...failures.map((about) => ({
      about,
      next: 'Fix that; "explain" names what wrote the line, "diff" what you changed',
    })),
  ]
  if (run.json) {
    stdout.write(
      verbDocument('doctor', project.record.version, project.answers, [], {
        findings,
        ...(unchecked && { unchecked }),
      }),
    )
  } else {
    const lines = findings.flatMap(({ about, next }) => [`! ${about}`, `  ${next}`])
    const types = unchecked === undefined ? [] : [`Its types were not checked: ${unchecked}.`]
    stdout.write(
      printable([...lines, ...types, ...(findings.length === 0 ? ['Nothing is wrong.'] : []), ''].join('\n')),
    )
  }
  if (findings.length === 0) return undefined
  return new Failure(
    'workToDo',
    findings.length === 1 ? '1 thing is to be done' : `${findings.length} things are to be done`,
  )
}

function findVersion({ pack, fixes }: World, { record: { version } }: OpenProject): readonly Finding[] {
  if (version === pack.version) return []
  if (isNewer(version, pack.version)) {
    const next = 'Use create-raw-http-app@latest'
    return [{ about: `the project is of version ${version}, which is newer than this, ${pack.version}`, next }]
  }
  const since = Object.entries(fixes()).filter(([other]) => isNewer(other, version) && !isNewer(other, pack.version))
  const count = since.reduce((sum, [, number]) => sum + number, 0)
  const fixed = count === 0 ? '' : `, with ${count === 1 ? '1 fix' : `${count} fixes`} since`
  return [{ about: `the project is of version ${version}; this is ${pack.version}${fixed}`, next: 'Run "upgrade"' }]
}

function findNode(world: World, project: OpenProject): readonly Finding[] {
  const { nodeMajor } = world
  const { node } = project.answers
  if (nodeMajor >= node) return []
  const lower = canRunOn(world, project) ? `, or run "set --node ${nodeMajor}"` : ''
  const about = `the project wants Node ${node} or later, and this is Node ${nodeMajor}`
  return [{ about, next: `Install Node ${node}${lower}` }]
}

/** Whether the project could be set to the Node that runs: its features may want a newer one. */
function canRunOn(world: World, project: OpenProject): boolean {
  const node = nodeMajors.find((major) => major === world.nodeMajor)
  if (node === undefined) return false
  try {
    resolveIn(world, { ...savedChoices(project), node })
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

/** Without the rendering that it was made from, no other verb works in a project. */
async function findRecord(world: World, project: OpenProject): Promise<readonly Finding[]> {
  if (project.record.version !== world.pack.version) return []
  try {
    await renderBase(world, project)
    return []
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const [about = '', next = ''] = error.message.split('\n')
    return [{ about: about.replace('; nothing was changed', ''), next }]
  }
}

function findMarkers({ record, files }: OpenProject): readonly Finding[] {
  const paths = Object.keys(record.files).filter((path) => {
    const text = textIn(files, path)
    return text !== undefined && hasMarkers(textOf(text))
  })
  return paths.map((path) => ({ about: `${path} holds the markers of a conflict`, next: 'Settle it by hand' }))
}

/** Names in `.env` that neither a feature reads nor the code of the project. */
function findSettings({ pack }: World, { answers, files }: OpenProject): readonly Finding[] {
  const text = textIn(files, '.env')
  if (text === undefined) return []
  const features = includedFeatures(pack, answers)
  const known = features.flatMap(({ manifest }) => (manifest.settings ?? []).map(({ name }) => name))
  const names = [...text.matchAll(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/gm)].map((match) => match[1] ?? '')
  const code = filesBelow(files.root, 'src').map((path) => textIn(files, path) ?? '')
  const stray = names.filter((name) => !known.includes(name) && !code.some((source) => source.includes(name)))
  return stray.map((name) => {
    const meant = nearest(name, known)
    return {
      about: `.env sets ${name}, which nothing in the project reads`,
      next: meant === undefined ? 'Leave it out, or add what reads it' : `Did you mean ${meant}?`,
    }
  })
}

function textIn({ look }: OpenProject['files'], path: string): string | undefined {
  const place = look(path)
  return place.kind === 'file' ? Buffer.from(place.bytes).toString('utf8') : undefined
}
