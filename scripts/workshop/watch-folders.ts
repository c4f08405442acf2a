import { type FSWatcher, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'

// An editor's save is several events: a new file, a rename, a change of its time.
const settleMs = 60

/** Watches folders, however deep, from now until the signal aborts. */
export interface Watching {
  /** Resolves once something has changed since it last did, and is quiet again; at once when the signal aborts. */
  changed(): Promise<void>
}

/**
 * Each folder is watched by itself, which every system can do; new ones join after the change that made them is told,
 * and before `changed` resolves, so that nothing in them is missed.
 */
export function watchFolders(roots: readonly string[], signal: AbortSignal): Watching {
  let watchers: readonly FSWatcher[] = []
  let timer: NodeJS.Timeout | undefined
  let pending = false
  let resume: (() => void) | undefined
  const settle = () => {
    open()
    pending = true
    resume?.()
  }
  const note = () => {
    clearTimeout(timer)
    timer = setTimeout(settle, settleMs)
  }
  const close = () => {
    for (const watcher of watchers) watcher.close()
    watchers = []
  }
  const open = () => {
    close()
    // A folder that goes away says so in the one above it.
    watchers = roots.flatMap(foldersIn).map((folder) => watch(folder, note).on('error', note))
  }
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    close()
    resume?.()
  })
  open()
  return {
    async changed() {
      if (!pending && !signal.aborted) await new Promise<void>((resolve) => (resume = resolve))
      resume = undefined
      pending = false
    },
  }
}

function foldersIn(root: string): readonly string[] {
  const inside = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [root, ...inside.flatMap(({ name }) => foldersIn(join(root, name)))]
}
