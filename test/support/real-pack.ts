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
  const features = withRequired(pack, wanted)
  const chosen = features.map((id) => featureOf(pack, id))
  return {
    name: 'my-api',
    features,
    resources: chosen.flatMap(({ manifest }) => manifest.resources?.default ?? []).map(parseSpecification),
    options: Object.fromEntries(
      features.flatMap((id) => {
        const options = optionsOf(pack, id)
        return options.length === 0
          ? []
          : [[id, Object.fromEntries(options.map((option) => [option.key, defaultFor(option, node)]))]]
      }),
    ),
    node,
    packageManager: 'npm',
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
