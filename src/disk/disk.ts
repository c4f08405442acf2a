import fs from 'node:fs'

/** The operations that change a disk. A parameter, so that a test can let any one of them fail. */
export type Disk = Pick<
  typeof fs,
  | 'chmodSync'
  | 'copyFileSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'unlinkSync'
  | 'writeFileSync'
>

export const realDisk: Disk = fs

/** Removes a folder of our own, as well as can be: what stays behind bears a name that the next run clears. */
export function discard(path: string, disk: Disk): void {
  attempt(() => disk.rmSync(path, { recursive: true, force: true, maxRetries: 3 }))
}

/** Tries twice, for clean-up that must not turn success into failure. Tells whether it worked. */
export function attempt(action: () => void): boolean {
  return succeeds(action) || succeeds(action)
}

function succeeds(action: () => void): boolean {
  try {
    action()
    return true
  } catch {
    return false
  }
}
