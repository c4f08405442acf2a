import type { Fault } from './fault.ts'
import { lintManifest } from './lint-manifest.ts'
import { lintReach } from './lint-reach.ts'
import { lintSettings } from './lint-settings.ts'
import { lintSlots } from './lint-slots.ts'
import type { Subject } from './subject.ts'

/** Everything about some features that renders, and is yet wrong or in vain; by file and line. */
export function lintFeatures(subject: Subject): readonly Fault[] {
  const faults = [lintManifest, lintSlots, lintSettings, lintReach].flatMap((lint) => lint(subject))
  return faults.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}
