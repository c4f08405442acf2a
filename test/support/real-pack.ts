import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Answers, NodeMajor } from '../../src/model/answers.ts'
import { compatible } from '../../src/model/compatible.ts'
import { defaultFor, optionsOf } from '../../src/model/options.ts'
import { choosable, featureOf, featuresIn, type Pack } from '../../src/model/pack.ts'
import { readPack } from '../../src/pack/read-pack.ts'
import { withRecord } from '../../src/record/print-record.ts'
import { render } from '../../src/render/render.ts'
import { storedAnswers } from '../../src/render/stored.ts'
import { parseSpecification } from '../../src/resource/parse-specification.ts'

/** The published templates, or others in their place: scripts/mutate.ts gives faulty ones. */
export const templatesFolder = resolve(process.env.TEMPLATES_FOLDER ?? 'templates')

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** The pack that is published. */
export const realPack: Pack = readPack(templatesFolder, version)

/** What the command writes: the rendered files, and the record of them. */
export function renderProject(pack: Pack, answers: Answers): Map<string, string> {
  const made = { version: pack.version, answers: storedAnswers(answers) }
  return withRecord(made, render(pack, answers), (text) => createHash('sha256').update(text).digest('hex'))
}

/** Answers for these features and all they require, with every default of the manifests. */
export function answersFor(pack: Pack, wanted: readonly string[], node: NodeMajor): Answers {
  return answersOn(pack, node)(wanted)
}

/** The same for many sets of features: what a feature brings is found out once. */
export function answersOn(pack: Pack, node: NodeMajor): (wanted: readonly string[]) => Answers {
  const known = new Map<string, ReturnType<typeof answersIn>>()
  const of = (id: string) => {
    const found = known.get(id) ?? answersIn(pack, id, node)
    known.set(id, found)
    return found
  }
  return (wanted) => {
    const features = withRequired(pack, wanted)
    return {
      name: 'my-api',
      features,
      resources: features.flatMap((id) => of(id).resources),
      options: Object.fromEntries(features.flatMap((id) => of(id).options)),
      node,
      packageManager: 'npm',
    }
  }
}

/** The resources and options that a feature brings. */
function answersIn(pack: Pack, id: string, node: NodeMajor) {
  const options = optionsOf(pack, id)
  const defaults = Object.fromEntries(options.map((option) => [option.key, defaultFor(option, node)]))
  return {
    resources: (featureOf(pack, id).manifest.resources?.default ?? []).map(parseSpecification),
    options: options.length === 0 ? [] : [[id, defaults] as const],
  }
}

/** As many features as can be together on that Node. */
export function everything(pack: Pack, node: NodeMajor): Answers {
  return answersFor(
    pack,
    compatible(
      pack,
      choosable(pack).map(({ id }) => id),
      node,
    ),
    node,
  )
}

/** The features a preset starts with. */
export function featuresOfPreset(pack: Pack, name: string): readonly string[] {
  return featuresIn(pack, name).map(({ id }) => id)
}

function withRequired(pack: Pack, wanted: readonly string[]): readonly string[] {
  const known = new Set(choosable(pack).map(({ id }) => id))
  const features = new Set(wanted)
  for (const id of features) {
    for (const required of featureOf(pack, id).manifest.requires ?? []) if (known.has(required)) features.add(required)
  }
  return [...features].sort()
}
