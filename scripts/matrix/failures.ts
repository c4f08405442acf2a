import type { Combination } from '../../test/support/combinations.ts'

/** What is wrong with which combination. */
export interface Failures {
  /** Nothing, where the list is empty. */
  add(combination: Combination, what: string, complaints: readonly string[]): void
  has(combination: Combination): boolean
  /** How many combinations failed. */
  count(): number
}

const shown = 12

/** Collects failures and tells each as it comes, with the command that makes the combination. `packs`: their folders. */
export function createFailures(say: (text: string) => void, packs: readonly string[] = []): Failures {
  const failed = new Set<string>()
  return {
    add({ name, flags }, what, complaints) {
      if (complaints.length === 0) return
      failed.add(name)
      const rest = complaints.length - shown
      say(`FAILED: ${name} ${what}`)
      const words = [...packs.flatMap((folder) => ['--pack', folder]), ...flags]
      say(`  npm start -- ../look --yes ${words.map((word) => word || '""').join(' ')}`)
      for (const complaint of complaints.slice(0, shown)) say(`  ${complaint}`)
      if (rest > 0) say(`  and ${rest} more`)
    },
    has: ({ name }) => failed.has(name),
    count: () => failed.size,
  }
}
