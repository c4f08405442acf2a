import type { Fault } from './fault.ts'
import { lintImportTargets } from './lint-import-targets.ts'
import { lintImports } from './lint-imports.ts'
import { lintManifest } from './lint-manifest.ts'
import { lintReach } from './lint-reach.ts'
import { lintSettings } from './lint-settings.ts'
import { lintSlots } from './lint-slots.ts'
import { lintText } from './lint-text.ts'
import type { Subject } from './subject.ts'

/** Everything about some features that is wrong or in vain; by file and line. Without renderings, what shows without. */
export function lintFeatures(subject: Subject): readonly Fault[] {
  const fromRenderings = subject.renderings.length > 0 ? [lintImportTargets, lintReach, lintText] : []
  const lints = [lintManifest, lintSlots, lintImports, lintSettings, ...fromRenderings]
  const faults = lints.flatMap((lint) => lint(subject))
  return faults.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}
