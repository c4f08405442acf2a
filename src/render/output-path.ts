import { brokenPack } from '../model/failure.ts'
import { nameFault } from '../model/file-name.ts'

/**
 * Throws a Failure that names the template when an output path leads out of the project, could not be written
 * everywhere, or goes where git and package managers keep what is theirs.
 */
export function checkOutputPath(template: string, path: string): void {
  const found = path.split('/').map(nameFault).find(Boolean)
  if (found) throw brokenPack(`${template}: it would write ${JSON.stringify(path)}: ${found}`)
}

/**
 * Throws a Failure that names both templates when two paths could not be together on every system: they differ in case
 * alone, or one is the folder of the other. `templates`: by output path.
 */
export function checkTogether(templates: ReadonlyMap<string, string>): void {
  const places = new Map<string, string>()
  for (const path of templates.keys()) {
    const twin = places.get(folded(path))
    if (twin !== undefined) refuse(templates, path, twin, 'which are one file where case makes no difference')
    places.set(folded(path), path)
  }
  for (const path of templates.keys()) {
    for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
      const file = places.get(folded(path.slice(0, end)))
      if (file !== undefined) refuse(templates, path, file, 'which would have to be a folder as well')
    }
  }
}

function refuse(templates: ReadonlyMap<string, string>, path: string, other: string, why: string): never {
  const [one, two] = [templates.get(path), templates.get(other)]
  throw brokenPack(`${one} writes ${path} and ${two} writes ${other}, ${why}: give one another name`)
}

/** As file systems that ignore case, and the form of accents, take it. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
