import type { FeatureManifest } from './manifest.ts'

/** A place in a file of a project where other features add lines. */
export interface Slot {
  readonly target: string
  readonly slot: string
}

export const settingSlots = {
  types: { target: 'src/config.ts', slot: 'settings' },
  reads: { target: 'src/config.ts', slot: 'read' },
  invalid: { target: 'test/settings.test.ts', slot: 'invalid' },
} as const satisfies Readonly<Record<string, Slot>>

export const readmeSlots = {
  layout: { target: 'README.md', slot: 'layout' },
  routes: { target: 'README.md', slot: 'routes' },
  curl: { target: 'README.md', slot: 'curl' },
  security: { target: 'README.md', slot: 'security' },
} as const satisfies Readonly<Record<string, Slot>>

export const ignoredSlot: Slot = { target: '.gitignore', slot: 'ignored' }

export const contextSlots = {
  members: { target: 'src/http/context.ts', slot: 'members' },
  values: { target: 'src/http/context.ts', slot: 'values' },
} as const satisfies Readonly<Record<string, Slot>>

export const passedSlots = {
  members: { target: 'src/app.ts', slot: 'dependencies' },
  values: { target: 'src/server.ts', slot: 'dependencies' },
} as const satisfies Readonly<Record<string, Slot>>

export const copiedSlots = {
  readme: { target: 'README.md', slot: 'copied' },
  image: { target: 'Dockerfile', slot: 'copy' },
  context: { target: '.dockerignore', slot: 'copied' },
} as const satisfies Readonly<Record<string, Slot>>

/** The slots that lines made from a manifest can go to. */
export function slotsOfManifest({
  settings = [],
  readme = {},
  context = [],
  passed = [],
  copied = [],
  ignored = [],
}: FeatureManifest): readonly Slot[] {
  const lists = Object.keys(readme) as (keyof typeof readme)[]
  return [
    ...(settings.length === 0 ? [] : Object.values(settingSlots)),
    ...lists.map((list) => readmeSlots[list]),
    ...(context.length === 0 ? [] : Object.values(contextSlots)),
    ...(passed.length === 0 ? [] : Object.values(passedSlots)),
    ...(copied.length === 0 ? [] : Object.values(copiedSlots)),
    ...(ignored.length === 0 ? [] : [ignoredSlot]),
  ]
}
