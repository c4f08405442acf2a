import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Pack } from '../../src/model/pack.ts'
import { render } from '../../src/render/render.ts'
import { answersFor, featuresOfPreset } from './real-pack.ts'

export const goldenFolder = 'test/project/golden'

/** What users get of a preset today, for the Node that most have: files by path. */
export function goldenTree(pack: Pack, preset: string): ReadonlyMap<string, string> {
  // The version of this package is stored in every project; a release is no change of what users get.
  return render({ ...pack, version: '0.0.0' }, answersFor(pack, featuresOfPreset(pack, preset), 24))
}

/** What they got when the trees were last written. */
export function writtenTree(preset: string): ReadonlyMap<string, string> {
  const root = join(goldenFolder, preset)
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  )
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** Writes the trees of all presets anew, and nothing else there. */
export function writeTrees(pack: Pack): void {
  rmSync(goldenFolder, { recursive: true, force: true })
  for (const preset of Object.keys(pack.presets)) {
    for (const [path, text] of goldenTree(pack, preset)) {
      const file = join(goldenFolder, preset, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
}
