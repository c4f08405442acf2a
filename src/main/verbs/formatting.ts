import type { VerbRequest } from '../../arguments/verb-request.ts'
import { withStage } from '../../disk/stage.ts'
import { formatTexts } from '../../finish/formatter.ts'
import { isSameText } from '../../plan/patch.ts'
import type { World } from '../world.ts'
import type { OpenProject } from './open-project.ts'

type Files = ReadonlyMap<string, string>

/** What a plan needs to know of the project's formatter; nothing where it has none, or was never formatted. */
export interface Formatting {
  readonly formatted?: (side: 'base' | 'next', path: string) => string
  readonly formatsNew?: boolean
}

/** How many files, beyond those that change, are read to find out whether the project is formatted. */
const looked = 12

/**
 * Runs what was rendered through the project's own formatter, so that style is no difference. A project in which every
 * file is as it was rendered was not formatted.
 */
export async function formattingOf(
  { env, signal, platform }: World,
  { files: { root, look } }: OpenProject,
  base: Files,
  next: Files,
  { format }: Pick<VerbRequest, 'format'>,
): Promise<Formatting> {
  const textIn = (path: string) => {
    const place = look(path)
    return place.kind === 'file' ? Buffer.from(place.bytes).toString('utf8') : undefined
  }
  const isEdited = (path: string) => {
    const own = textIn(path)
    return own !== undefined && !isSameText(own, base.get(path) ?? '')
  }
  const edited = [...base.keys()].filter(isEdited)
  if (edited.length === 0) return {}
  const changed = edited.filter((path) => next.get(path) !== base.get(path))
  const some = new Set([...changed, ...edited.filter((path) => path.endsWith('.ts')).slice(0, looked)])
  const come = [...next].filter(([path, text]) => base.get(path) !== text)
  const texts = { base: new Map([...base].filter(([path]) => some.has(path))), next: new Map(come) }
  return withStage(root, async (stage) => {
    const formatted = await formatTexts(root, texts, { env, signal, platform, command: format, stage })
    if (formatted === undefined) return {}
    const isOfFormatter = (path: string) => isSameText(textIn(path) ?? '', formatted.base.get(path) ?? '')
    return {
      formatted: (side, path) => formatted[side].get(path) ?? (side === 'base' ? base : next).get(path) ?? '',
      formatsNew: [...some].some((path) => isOfFormatter(path)),
    }
  })
}
