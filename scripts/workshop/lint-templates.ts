import type { Fault } from '../../src/lint/fault.ts'
import { lintFeatures } from '../../src/lint/lint-features.ts'
import { meetingsOf, renderMeeting } from '../../src/main/renderings.ts'
import type { Pack } from '../../src/model/pack.ts'
import { templateOf } from '../../src/render/render.ts'

/** What is wrong with the templates of a pack. */
export function lintTemplates(pack: Pack): readonly Fault[] {
  return lintFeatures({
    pack,
    features: pack.features,
    manifestText: ({ text = '' }) => text,
    renderings: meetingsOf(pack, pack.features).map((meeting) => renderMeeting(templateOf, pack, meeting)),
  })
}
